// The panel of the chosen node: what it is, and where to go from it.
import { typeWord, useSchema } from "../api/schema";
import { Link } from "../router/link";
import { itemPath } from "../router/paths";
import { placeWords } from "../shared/place";
import { Badge } from "../shared/text";
import type { GraphNode } from "./types";
import { badgesOf, moreWords, stepWords, titleOf } from "./words";

interface SideProps {
  node: GraphNode;
  isCentre: boolean;
  expanded: boolean;
  centre: string; // The address with this node in the middle.
  expand: () => void;
  open: () => void; // Of a group.
  close: () => void;
}

export function Side({ node, isCentre, expanded, centre, expand, open, close }: SideProps) {
  const schema = useSchema();
  const badges = badgesOf(node, schema);
  const more = moreWords(node);
  return (
    <aside class="graph-side" aria-label="The chosen item">
      <p class="small muted">{node.members ? "Group" : typeWord(schema, node.type)}, {stepWords(node.step)}</p>
      <h2 dir="auto">{titleOf(node, schema)}</h2>
      {!node.members && placeWords(node.path) && <p class="small" dir="auto">{placeWords(node.path)}</p>}
      {(badges.length > 0 || node.certification) && (
        <p class="badges">
          {node.certification === "certified" && <Badge tone="note">Certified</Badge>}
          {badges.map(({ word, tone }) => <Badge tone={tone}>{word}</Badge>)}
        </p>
      )}
      {more && <p class="small muted">{more} not shown</p>}
      <div class="buttons">
        {node.members ? (
          <button type="button" class="button" onClick={open}>Open the group</button>
        ) : (
          <>
            <Link to={itemPath(node.key)} class="button">Open</Link>
            {!isCentre && <Link to={centre} class="button">Make this the centre</Link>}
            <button type="button" class="button" aria-pressed={expanded} onClick={expand}>{expanded ? "Fold its neighbours" : "Show its neighbours"}</button>
          </>
        )}
        <button type="button" class="button" onClick={close}>Close</button>
      </div>
      {node.members && <ul class="plain-list small">{node.members.slice(0, 12).map((member) => <li><Link to={itemPath(member.key)} dir="auto">{member.name}</Link></li>)}</ul>}
    </aside>
  );
}
