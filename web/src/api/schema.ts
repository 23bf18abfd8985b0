// What the server says about its fields, and how to find a word for a value in it.
import { createContext } from "preact";
import { useContext } from "preact/hooks";
import type { Fetched } from "./use";
import type { Field, FieldValue, Schema, StatusAnswer, Tone, TypeWord } from "./types";

export const SchemaContext = createContext<Fetched<Schema> | null>(null);
export const StatusContext = createContext<StatusAnswer | undefined>(undefined);

// The schema of screens that are only drawn once it is there.
export function useSchema(): Schema {
  const schema = useContext(SchemaContext)?.answer;
  if (!schema) throw new Error("drawn before the schema arrived");
  return schema;
}

export const useStatus = (): StatusAnswer | undefined => useContext(StatusContext);

export const fieldNamed = (schema: Schema, name: string): Field | undefined =>
  schema.fields.find((field) => field.name === name);

export const facetFields = (schema: Schema): Field[] => schema.fields.filter((field) => field.facet);

export const pathField = (schema: Schema): Field | undefined => schema.fields.find((field) => field.kind === "path");

const same = (one: string, other: string) => one.toLowerCase() === other.toLowerCase();

export const valueNamed = (field: Field | undefined, value: string): FieldValue | undefined =>
  field?.values?.find((known) => same(known.value, value));

// The word for a value of a field with a fixed list; other values are their own word.
export function labelOf(schema: Schema, name: string, value: string): string {
  return valueNamed(fieldNamed(schema, name), value)?.label ?? value;
}

export function toneOf(schema: Schema, name: string, value: string): Tone {
  return valueNamed(fieldNamed(schema, name), value)?.tone ?? "neutral";
}

// The word for a type, in the plural when `count` is not one. Unknown types are shown as they are.
export function typeWord(schema: Schema, type: string, count = 1): string {
  const word = schema.types.find((known) => known.value === type);
  const plain = type.replaceAll("_", " ");
  return (count === 1 ? word?.label : word?.plural) ?? plain.charAt(0).toUpperCase() + plain.slice(1);
}

export const letterOf = (schema: Schema, type: string): string =>
  schema.types.find((known: TypeWord) => known.value === type)?.letter ?? "o";
