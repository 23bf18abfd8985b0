// The list below the search box.
import { letterOf } from "../api/schema";
import type { Schema } from "../api/types";
import { Icon, type Shape, typeShape } from "../shared/icon";
import { useMedia } from "../shared/media";
import { LongName } from "../shared/text";
import type { Row } from "./rows";

// Characters; a longer text loses its middle instead of its end.
const longest = 48;
const longestOnPhone = 24;

const shapeOfGroup: Record<string, Shape> = { "Filter by": "filter", Searches: "clock" };

interface OptionProps {
  row: Row;
  index: number;
  active: boolean;
  schema: Schema;
  run: (row: Row) => void;
}

function Option({ row, index, active, schema, run }: OptionProps) {
  const phone = useMedia("(max-width: 767px)");
  return (
    <div
      id={`suggestion-${index}`}
      class="suggestion"
      role="option"
      aria-selected={active}
      // The pointer must not take the focus from the box, which would close the list before the click.
      onMouseDown={(event) => event.preventDefault()}
      onClick={() => run(row)}
    >
      <Icon shape={row.type ? typeShape(letterOf(schema, row.type)) : (shapeOfGroup[row.group] ?? "search")} />
      <span class="suggestion-text" title={row.text} dir="auto">
        {row.text.length > (phone ? longestOnPhone : longest) ? <LongName text={row.text} /> : row.segments.map((part) => (part.m ? part.t : <b>{part.t}</b>))}
      </span>
      {row.note && <span class="suggestion-note muted">{row.note}</span>}
    </div>
  );
}

interface SuggestionsProps {
  rows: Row[];
  shown: boolean;
  active: number;
  schema: Schema;
  run: (row: Row) => void;
}

export function Suggestions({ rows, shown, active, schema, run }: SuggestionsProps) {
  const groups = [...new Set(rows.map((row) => row.group))];
  return (
    <div id="suggestions" class="suggestions" role="listbox" aria-label="Suggestions" hidden={!shown}>
      {groups.map((group) => {
        const options = rows.map((row, index) =>
          row.group === group ? <Option row={row} index={index} active={index === active} schema={schema} run={run} /> : null,
        );
        if (group === "") return options;
        return (
          <div role="group" aria-label={group} class="suggestion-group">
            <div class="suggestion-group-name muted" aria-hidden="true">{group}</div>
            {options}
          </div>
        );
      })}
    </div>
  );
}
