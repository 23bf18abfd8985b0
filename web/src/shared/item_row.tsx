// An item as one short row: icon, name, where it lies, and one remark.
import type { ComponentChildren } from "preact";
import { letterOf, typeWord, useSchema } from "../api/schema";
import type { Card } from "../api/types";
import { Link } from "../router/link";
import { itemPath } from "../router/paths";
import { Icon, typeShape } from "./icon";
import { type Place, placeWords } from "./place";

export interface RowItem {
  key: string;
  type: string;
  name: string;
  title?: string;
  path?: Place;
}

export function ItemRow({ item, children }: { item: RowItem | Card; children?: ComponentChildren }) {
  const schema = useSchema();
  const place = placeWords(item.path);
  return (
    <li class="item-row">
      <Icon shape={typeShape(letterOf(schema, item.type))} />
      <div class="item-row-words">
        <Link to={itemPath(item.key)} dir="auto">{item.title || item.name}</Link>
        <p class="small muted">
          {typeWord(schema, item.type)}
          {place && <> <span class="dot" aria-hidden="true">·</span> <span dir="auto">{place}</span></>}
        </p>
      </div>
      {children && <div class="item-row-remark small">{children}</div>}
    </li>
  );
}
