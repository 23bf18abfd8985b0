// All domains as a tree: one tab stop, arrow keys as in the tree pattern. Enter opens a domain.
import type { RefObject } from "preact";
import { useId, useRef, useState } from "preact/hooks";
import { fieldNamed, pathField, useSchema } from "../api/schema";
import type { FacetValue, SearchAnswer } from "../api/types";
import { useAnswer } from "../api/use";
import { useOpen } from "../router/location";
import { Link } from "../router/link";
import { itemPath } from "../router/paths";
import { useScreen } from "../router/screen";
import { type Branch, treeOf } from "../search/order";
import { emptySearch, filterPath, searchPath, searchRequest } from "../search/state";
import { Icon } from "../shared/icon";
import { ProblemBox } from "../shared/states";
import { counted, figure } from "../shared/words";
import { useAllValues } from "./all_values";

export function DomainsScreen() {
  const schema = useSchema();
  const field = pathField(schema);
  const { values, problem, retry } = useAllValues(field?.name);
  const heading = useScreen("domains", "Domains", values !== undefined || problem !== undefined || !field);
  return (
    <div class="page" aria-busy={field !== undefined && !values && !problem}>
      <h1 ref={heading} tabIndex={-1}>Domains</h1>
      <p class="lead">The business areas that data belongs to. A domain’s count takes in its subdomains.</p>
      {problem && <ProblemBox problem={problem} retry={retry} />}
      {field && values && values.length > 0 && <DomainMap branches={treeOf(values)} field={field.name} />}
      {field && values && values.length > 0 && <Tree branches={treeOf(values)} field={field.name} />}
      {(!field || values?.length === 0) && <p class="muted">No source names a domain.</p>}
      {field && <WithoutDomain field={field.name} />}
    </div>
  );
}

const tilesAtLeast = 3; // Fewer say nothing that the tree does not.

// The domains as tiles, each with a bar as long as it holds much. The tree below is its twin for keys and readers.
function DomainMap({ branches, field }: { branches: Branch[]; field: string }) {
  const schema = useSchema();
  const shown = branches.filter(({ value }) => value.count > 0);
  if (shown.length < tilesAtLeast) return null;
  const most = Math.max(...shown.map(({ value }) => value.count));
  return (
    <div class="domain-map" aria-hidden="true">
      {shown.map(({ value, name }) => (
        <Link key={value.value} to={value.key ? itemPath(value.key) : filterPath(schema, field, value.value)} class="domain-tile" tabIndex={-1} title={`${name}: ${counted(value.count, "item")}`}>
          <span class="domain-words"><span class="tile-name" dir="auto">{name}</span> <span class="small muted">{figure(value.count)}</span></span>
          <span class="domain-bar" style={{ width: `${Math.max(2, Math.round((value.count / most) * 100))}%` }} />
        </Link>
      ))}
    </div>
  );
}

// What lies in no domain, where the server can tell.
function WithoutDomain({ field }: { field: string }) {
  const schema = useSchema();
  const state = { ...emptySearch, filters: [{ field: "missing", value: field, not: false }] };
  const { answer } = useAnswer<SearchAnswer>(fieldNamed(schema, "missing") ? searchRequest(state, schema, false) : null);
  if (!answer || answer.total === 0) return null;
  return <p class="without"><Link to={searchPath(state, schema)}>{counted(answer.total, "item")} without a domain</Link></p>;
}

interface DomainCounts {
  products?: number;
  assets?: number;
  late?: number;
  broken?: number;
}

interface TreeAnswer {
  children: { key?: string; counts?: DomainCounts }[];
}

// What lies in each of the domains directly below one, by key; below none: the top ones.
function useCounts(parent: string | undefined, wanted: boolean): Map<string, DomainCounts> | undefined {
  const { answer } = useAnswer<TreeAnswer>(wanted ? `/api/v1/tree?types=domain&size=100${parent ? `&parent=${encodeURIComponent(parent)}` : ""}` : null);
  return answer && new Map(answer.children.flatMap(({ key, counts }) => (key && counts ? [[key, counts] as const] : [])));
}

function CountWords({ value, counts }: { value: FacetValue; counts: DomainCounts | undefined }) {
  if (!counts) return <span class="muted small tree-counts">{counted(value.count, "item")}</span>;
  const { products = 0, assets = 0, late = 0, broken = 0 } = counts;
  return (
    <span class="muted small tree-counts">
      {products > 0 && `${counted(products, "product")}, `}{counted(assets, "asset")}
      {late > 0 && <>, <span class="tone-warn">{figure(late)} late</span></>}
      {broken > 0 && <>, <span class="tone-bad">{counted(broken, "broken contract")}</span></>}
    </span>
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
  const counts = useCounts(undefined, true);
  return (
    <ul class="tree" role="tree" aria-label="Domains" ref={root} onKeyDown={(event) => onTreeKey(event, root)}>
      {branches.map((branch, index) => (
        <Node key={branch.value.value} branch={branch} at={index + 1} of={branches.length} counts={counts?.get(branch.value.key ?? "")} shared={{ field, current, setCurrent }} />
      ))}
    </ul>
  );
}

interface NodeProps {
  branch: Branch;
  at: number;
  of: number;
  counts: DomainCounts | undefined;
  shared: Shared;
}

function Node({ branch, at, of, counts, shared }: NodeProps) {
  const schema = useSchema();
  const { value, name, children, depth } = branch;
  const [open, setOpen] = useOpen(`tree-${value.value}`);
  const parent = children.length > 0;
  const rowId = useId();
  const below = useCounts(value.key, parent && open && value.key !== undefined);
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
        <CountWords value={value} counts={counts} />
      </div>
      {parent && (
        <ul role="group" hidden={!open}>
          {children.map((child, index) => <Node key={child.value.value} branch={child} at={index + 1} of={children.length} counts={below?.get(child.value.key ?? "")} shared={shared} />)}
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
