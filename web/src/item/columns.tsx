// The columns of an item: a filter box, and a row that an address can point at (#col-customer_email).
import { useEffect, useState } from "preact/hooks";
import { labelOf, toneOf, useSchema } from "../api/schema";
import type { Asset, Column, ColumnsAnswer } from "../api/types";
import { useAnswer } from "../api/use";
import { Badge, NotGiven } from "../shared/text";
import { ProblemBox } from "../shared/states";
import { counted, figure } from "../shared/words";
import { columnCount } from "./asset";

const pageSize = 200; // The most the API gives at once.

const nameOf = (column: Column): string => column.path || column.name;

const targetOf = (hash: string): string => {
  if (!hash.startsWith("#col-")) return "";
  try {
    return decodeURIComponent(hash.slice(5));
  } catch {
    return hash.slice(5);
  }
};

export function Columns({ asset, hash }: { asset: Asset; hash: string }) {
  const total = columnCount(asset);
  const target = targetOf(hash);
  const [filter, setFilter] = useState("");
  const [pages, setPages] = useState(1);
  const words = filter.trim();
  const own = asset.columns ?? [];
  const whole = words === "" && own.length >= total;
  const path = (page: number) => `/api/v1/assets/${encodeURIComponent(asset.key)}/columns?${new URLSearchParams({ ...(words ? { q: words } : {}), page: String(page), size: String(pageSize) })}`;
  const { answer, problem, retry } = useAnswer<ColumnsAnswer>(whole ? null : path(pages));
  const [earlier, setEarlier] = useState<Column[]>([]);
  const listed = whole ? own : pages > 1 ? [...earlier, ...(answer?.columns ?? [])] : (answer?.columns ?? own);
  const found = whole ? total : (answer?.total ?? total);
  const left = found - listed.length;

  const setWords = (text: string) => {
    setFilter(text);
    setPages(1);
    setEarlier([]);
  };
  useTarget(target, listed, left, setWords, answer !== undefined || whole);
  return (
    <>
      <div class="columns-head">
        <label class="labelled" for="column-filter">
          <span>Filter columns</span>
          <input id="column-filter" type="text" autocomplete="off" value={filter} onInput={(event) => setWords(event.currentTarget.value)} />
        </label>
        <p class="small muted" role="status">{words ? `${figure(found)} of ${counted(total, "column")}` : counted(total, "column")}</p>
      </div>
      {problem && <ProblemBox problem={problem} retry={retry} />}
      {listed.length > 0 && <ColumnTable columns={listed} target={target} />}
      {listed.length === 0 && answer && <p class="muted">No column matches “{words}”.</p>}
      {left > 0 && !(words && !answer) && (
        <button
          type="button"
          class="button"
          onClick={() => {
            setEarlier(listed);
            setPages(whole || (pages === 1 && !answer) ? 1 : pages + 1);
          }}
        >
          Show more ({figure(left)} left)
        </button>
      )}
    </>
  );
}

// Brings the column that the address names into view; one that is not listed yet is looked up by the filter.
function useTarget(target: string, listed: Column[], left: number, setWords: (text: string) => void, settled: boolean): void {
  const there = listed.some((column) => nameOf(column) === target);
  useEffect(() => {
    if (target === "") return;
    if (there) document.getElementById(`col-${target}`)?.scrollIntoView({ block: "center" });
    else if (settled && left > 0) setWords(target);
  }, [target, there, settled]);
}

function ColumnTable({ columns, target }: { columns: Column[]; target: string }) {
  return (
    <div class="table-scroll" role="region" aria-label="Columns" tabIndex={0}>
      <table class="column-table">
        <caption class="off-screen">Columns</caption>
        <thead>
          <tr><th scope="col">Name</th><th scope="col">Type</th><th scope="col">Description</th></tr>
        </thead>
        <tbody>{columns.map((column) => <ColumnRow key={nameOf(column)} column={column} marked={nameOf(column) === target} />)}</tbody>
      </table>
    </div>
  );
}

function ColumnRow({ column, marked }: { column: Column; marked: boolean }) {
  const schema = useSchema();
  const name = nameOf(column);
  return (
    <tr id={`col-${name}`} class={marked ? "row-marked" : undefined}>
      <th scope="row" dir="auto">
        <a class="column-name" href={`#col-${encodeURIComponent(name)}`}><code>{name}</code></a>
        {column.key_role && <Badge>{column.key_role.replaceAll("_", " ")}</Badge>}
      </th>
      <td><code class="column-type">{column.type}</code>{column.nullable === false && <span class="small muted"> not null</span>}</td>
      <td dir="auto">
        {column.description || <NotGiven />}
        {(column.sensitivity || (column.tags?.length ?? 0) > 0) && (
          <span class="badges">
            {column.sensitivity && <Badge tone={toneOf(schema, "sensitivity", column.sensitivity)}>{labelOf(schema, "sensitivity", column.sensitivity)}</Badge>}
            {column.tags?.map((tag) => <span class="tag">{tag}</span>)}
          </span>
        )}
      </td>
    </tr>
  );
}
