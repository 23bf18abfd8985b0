// All domains as a tree: one tab stop, arrow keys as in the tree pattern. Enter opens a domain.
import type { RefObject } from "preact";
import { useId, useRef, useState } from "preact/hooks";
import { pathField, useSchema } from "../api/schema";
import type { FacetAnswer } from "../api/types";
import { useAnswer } from "../api/use";
import { useOpen } from "../router/location";
import { Link } from "../router/link";
import { itemPath } from "../router/paths";
import { useScreen } from "../router/screen";
import { type Branch, treeOf } from "../search/order";
import { filterPath } from "../search/state";
import { Icon } from "../shared/icon";
import { ProblemBox } from "../shared/states";
import { counted } from "../shared/words";

export function DomainsScreen() {
  const schema = useSchema();
  const field = pathField(schema);
  const { answer, problem, retry } = useAnswer<FacetAnswer>(field ? `/api/v1/facets/${field.name}?size=100` : null);
  const heading = useScreen("domains", "Domains", answer !== undefined || problem !== undefined || !field);
  const more = answer?.more ?? 0;
  return (
    <div class="page">
      <h1 ref={heading} tabIndex={-1}>Domains</h1>
      <p class="lead">Every item belongs to one domain. A domain’s count takes in its subdomains.</p>
      {problem && <ProblemBox problem={problem} retry={retry} />}
      {field && answer && answer.values.length > 0 && <Tree branches={treeOf(answer.values)} field={field.name} />}
      {(!field || answer?.values.length === 0) && <p class="muted">No source names a domain.</p>}
      {more > 0 && <p class="muted">{counted(more, "more domain")}; search to reach them.</p>}
    </div>
  );
}

interface TreeProps {
  branches: Branch[];
  field: string;
}

interface Shared {
  field: string;
  current: string; // The value whose row is the tab stop.
  setCurrent: (value: string) => void;
}

function Tree({ branches, field }: TreeProps) {
  const [current, setCurrent] = useState(branches[0]?.value.value ?? "");
  const root = useRef<HTMLUListElement>(null);
  return (
    <ul class="tree" role="tree" aria-label="Domains" ref={root} onKeyDown={(event) => onTreeKey(event, root)}>
      {branches.map((branch, index) => (
        <Node key={branch.value.value} branch={branch} at={index + 1} of={branches.length} shared={{ field, current, setCurrent }} />
      ))}
    </ul>
  );
}

function Node({ branch, at, of, shared }: { branch: Branch; at: number; of: number; shared: Shared }) {
  const schema = useSchema();
  const { value, name, children, depth } = branch;
  const [open, setOpen] = useOpen(`tree-${value.value}`);
  const parent = children.length > 0;
  const rowId = useId();
  const to = value.key ? itemPath(value.key) : filterPath(schema, shared.field, value.value);
  const toggle = (event: MouseEvent) => {
    event.stopPropagation();
    setOpen(!open);
  };
  return (
    <li
      role="treeitem"
      aria-level={depth + 1}
      aria-setsize={of}
      aria-posinset={at}
      aria-expanded={parent ? open : undefined}
      aria-labelledby={rowId}
      tabIndex={shared.current === value.value ? 0 : -1}
      id={`domain-${value.value}`}
      data-name={name.toLowerCase()}
      onFocus={(event) => {
        event.stopPropagation();
        shared.setCurrent(value.value);
      }}
    >
      <div class="tree-row" id={rowId}>
        <span class={parent ? "tree-mark" : "tree-mark tree-mark-leaf"} onClick={parent ? toggle : undefined}>
          <Icon shape={parent ? "chevron" : "domain"} />
        </span>
        <Link to={to} tabIndex={-1} class="tree-name" dir="auto">{name}</Link>
        <span class="muted small">{counted(value.count, "item")}</span>
      </div>
      {parent && (
        <ul role="group" hidden={!open}>
          {children.map((child, index) => <Node key={child.value.value} branch={child} at={index + 1} of={children.length} shared={shared} />)}
        </ul>
      )}
    </li>
  );
}

const visibleItems = (root: HTMLElement): HTMLElement[] =>
  [...root.querySelectorAll<HTMLElement>('[role="treeitem"]')].filter((item) => item.parentElement?.closest("[hidden]") === null);

function onTreeKey(event: KeyboardEvent, root: RefObject<HTMLElement | null>): void {
  const item = (event.target as HTMLElement).closest<HTMLElement>('[role="treeitem"]');
  if (!item || !root.current || event.ctrlKey || event.metaKey || event.altKey) return;
  const items = visibleItems(root.current);
  const at = items.indexOf(item);
  const expanded = item.getAttribute("aria-expanded");
  const mark = () => item.querySelector<HTMLElement>(":scope > .tree-row > .tree-mark")?.click();
  const parent = item.parentElement?.closest<HTMLElement>('[role="treeitem"]');
  let next: HTMLElement | null | undefined;
  if (event.key === "ArrowDown") next = items[at + 1];
  else if (event.key === "ArrowUp") next = items[at - 1];
  else if (event.key === "Home") next = items[0];
  else if (event.key === "End") next = items.at(-1);
  else if (event.key === "ArrowRight" && expanded === "false") mark();
  else if (event.key === "ArrowRight" && expanded === "true") next = items[at + 1];
  else if (event.key === "ArrowLeft" && expanded === "true") mark();
  else if (event.key === "ArrowLeft") next = parent;
  else if (event.key === "Enter") item.querySelector<HTMLElement>(":scope > .tree-row > a")?.click();
  else if (event.key === "*") {
    for (const sibling of item.parentElement?.children ?? []) {
      if (sibling.getAttribute("aria-expanded") === "false") sibling.querySelector<HTMLElement>(":scope > .tree-row > .tree-mark")?.click();
    }
  } else if (event.key.length === 1 && /\p{L}|\p{N}/u.test(event.key)) {
    const letter = event.key.toLowerCase();
    next = [...items.slice(at + 1), ...items.slice(0, at + 1)].find((other) => other.dataset["name"]?.startsWith(letter));
  } else return;
  event.preventDefault();
  event.stopPropagation();
  next?.focus();
}
