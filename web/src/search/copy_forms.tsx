// The list under "Copy as…": the search and its results in the forms other places take.
import { withBase } from "../api/base";
import { useSchema } from "../api/schema";
import type { SearchAnswer } from "../api/types";
import { announce } from "../frame/announce";
import { itemPath } from "../router/paths";
import { copyText } from "../shared/copy";
import { chatMessage, commandLine, curlLine, markdownList } from "./copies";
import { type SearchState, searchRequest } from "./state";
import { useExport } from "./toolbar";

const absolute = (path: string): string => new URL(withBase(path), location.href).href;
const link = (key: string): string => absolute(itemPath(key));

interface CopyFormsProps {
  state: SearchState;
  answer: SearchAnswer | undefined;
  heading: string;
  close: () => void;
}

export function CopyForms({ state, answer, heading, close }: CopyFormsProps) {
  const schema = useSchema();
  const forms: [string, () => string][] = [
    ["Link", () => location.href],
    ["JSON API request", () => curlLine(absolute(searchRequest(state, schema, false)))],
    ["Command line", () => commandLine(state)],
    ["Chat message", () => (answer ? chatMessage(answer, heading, link) : "")],
    ["Markdown list", () => (answer ? markdownList(answer, link) : "")],
  ];
  const copy = async (name: string, text: string) => {
    announce((await copyText(text)) ? `${name} copied` : "The browser did not allow copying");
    close();
  };
  const file = useExport(state);
  return (
    <>
      {forms.map(([name, text]) => <button type="button" onClick={() => void copy(name, text())}>{name}</button>)}
      {file && answer && answer.total > 0 && <a href={file} download="" onClick={close}>Download CSV</a>}
    </>
  );
}
