// The order of a facet's values while the visitor looks at them: nothing moves under the pointer.
import type { FacetValue, Field } from "../api/types";

const lower = (text: string) => text.toLowerCase();

// Values in the order to draw them. Ordinal fields list every value in their fixed order. Others keep the order they
// were first seen in (`former`), with values seen for the first time behind. A value without a count in this answer has
// 0 results when the answer lists every value (`complete`); otherwise its count is unknown and it is left out, unless
// it is selected.
export function orderedValues(
  field: Field,
  counted: FacetValue[],
  selected: string[],
  former: string[],
  complete: boolean,
): FacetValue[] {
  const byValue = new Map(counted.map((value) => [lower(value.value), value]));
  const chosen = new Set(selected.map(lower));
  const fixed = field.kind === "ordinal" ? field.values : undefined;
  const order = fixed
    ? fixed.map((known) => known.value)
    : [...former, ...counted.map((value) => value.value), ...selected];
  const seen = new Set<string>();
  const values: FacetValue[] = [];
  for (const value of [...order, ...selected]) {
    const id = lower(value);
    if (seen.has(id)) continue;
    seen.add(id);
    const found = byValue.get(id);
    const isSelected = chosen.has(id);
    if (!found && !isSelected && !complete && !fixed) continue;
    const label = found?.label ?? field.values?.find((known) => lower(known.value) === id)?.label;
    values.push({
      value: found?.value ?? value,
      ...(label === undefined ? {} : { label }),
      ...(found?.key === undefined ? {} : { key: found.key }),
      count: found?.count ?? 0,
      selected: isSelected,
    });
  }
  return values;
}

export interface Branch {
  value: FacetValue;
  name: string; // The last part of the path.
  depth: number;
  children: Branch[];
}

// "Sales", "Sales/Orders" -> a tree. A path whose parent is not listed stands at the top under its whole name.
export function treeOf(values: FacetValue[]): Branch[] {
  const branches = new Map<string, Branch>();
  for (const value of values) {
    branches.set(lower(value.value), { value, name: value.label ?? value.value, depth: 0, children: [] });
  }
  const top: Branch[] = [];
  for (const value of values) {
    const branch = branches.get(lower(value.value));
    if (!branch) continue;
    const slash = value.value.lastIndexOf("/");
    const parent = slash > 0 ? branches.get(lower(value.value.slice(0, slash))) : undefined;
    if (!parent) {
      branch.name = slash > 0 ? value.value : branch.name;
      top.push(branch);
      continue;
    }
    branch.name = value.label && !value.label.includes("/") ? value.label : value.value.slice(slash + 1);
    parent.children.push(branch);
  }
  const sink = (list: Branch[], depth: number) => {
    for (const branch of list) {
      branch.depth = depth;
      sink(branch.children, depth + 1);
    }
  };
  sink(top, 0);
  return top;
}
