// Where an item lies, in words: "Sales › Orders".
import type { Named } from "../api/types";

export type Place = (Named | string)[] | string;

export const placeWords = (path: Place | undefined): string =>
  typeof path === "string" ? path : (path ?? []).map((part) => (typeof part === "string" ? part : part.name)).join(" › ");
