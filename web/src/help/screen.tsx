// How to search, what each field means, and the keys. Everything but the keys comes from the server's field description.
import { useState } from "preact/hooks";
import { useSchema } from "../api/schema";
import { ShortcutTable } from "../frame/shortcuts";
import { Link } from "../router/link";
import { useScreen } from "../router/screen";
import { typedPath } from "../search/lift";
import { filterPath } from "../search/state";
import { keysOn, switchKeys } from "../shared/keys";

export function HelpScreen() {
  const schema = useSchema();
  const heading = useScreen("help", "Help", true);
  return (
    <div class="page help">
      <h1 ref={heading} tabIndex={-1}>Help</h1>
      <Syntax />
      <section>
        <h2 id="help-fields">Fields</h2>
        <p>Write <code>field:value</code> in the box, or tick the value beside the results. Values with a space go in quotes.</p>
        <div class="table-scroll" role="region" aria-labelledby="help-fields" tabIndex={0}>
          <table class="plain-table">
            <caption class="off-screen">Fields to filter by</caption>
            <thead><tr><th scope="col">Field</th><th scope="col">Meaning</th><th scope="col">Values</th></tr></thead>
            <tbody>
              {schema.fields.map((field) => (
                <tr>
                  <th scope="row"><code>{field.name}</code></th>
                  <td>{field.help || field.label}</td>
                  <td>{field.values?.map((value) => <Link to={filterPath(schema, field.name, value.value)} class="tag">{value.label}</Link>) ?? <span class="muted">Any</span>}</td>
                </tr>
              ))}
            </tbody>
          </table>
        </div>
      </section>
      <Keys />
    </div>
  );
}

function Syntax() {
  const schema = useSchema();
  if (!schema.syntax?.length) return null;
  return (
    <section>
      <h2 id="help-syntax">What you can write</h2>
      <div class="table-scroll" role="region" aria-labelledby="help-syntax" tabIndex={0}>
        <table class="plain-table">
          <caption class="off-screen">Query syntax</caption>
          <thead><tr><th scope="col">Example</th><th scope="col">Finds</th></tr></thead>
          <tbody>
            {schema.syntax.map(({ example, text }) => (
              <tr>
                <th scope="row"><Link to={typedPath(example, schema)}><code>{example}</code></Link></th>
                <td>{text}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </section>
  );
}

function Keys() {
  const [on, setOn] = useState(keysOn);
  return (
    <section>
      <h2 id="help-keys">Keys</h2>
      <label class="value keys-switch">
        <input
          type="checkbox"
          checked={on}
          onChange={(event) => {
            switchKeys(event.currentTarget.checked);
            setOn(keysOn());
          }}
        />
        <span>Single-letter keys are on (remembered in this browser)</span>
      </label>
      <ShortcutTable />
    </section>
  );
}
