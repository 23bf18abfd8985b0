// The versions of a contract, and what changed between two of them.
import { useAnswer } from "../api/use";
import { Link } from "../router/link";
import { navigate } from "../router/location";
import { itemPath } from "../router/paths";
import { ProblemBox } from "../shared/states";
import { Badge } from "../shared/text";
import { counted } from "../shared/words";
import type { ComparisonAnswer, VersionsAnswer } from "./contract_types";

const contractPath = (key: string, values: Record<string, string>): string => {
  const given = new URLSearchParams(Object.entries(values).filter(([, value]) => value !== ""));
  return given.size > 0 ? `${itemPath(key)}?${given}` : itemPath(key);
};

// `older` and `newer`: the versions to compare, as the address has them; empty for the last two.
export function Versions({ contractKey, older, newer }: { contractKey: string; older: string; newer: string }) {
  const { answer, problem, retry } = useAnswer<VersionsAnswer>(`/api/v1/assets/${encodeURIComponent(contractKey)}/contract/versions`);
  const versions = answer?.contracts.find((one) => one.key === contractKey)?.versions ?? answer?.contracts[0]?.versions ?? [];
  if (problem) return <ProblemBox problem={problem} retry={retry} />;
  if (!answer) return <span class="skeleton" />;
  return (
    <>
      <ul class="version-list">
        {versions.map(({ version, current, status, file }) => (
          <li>
            <Link to={contractPath(contractKey, { version: current ? "" : version })}>{version}</Link> {current && <Badge tone="neutral">Current</Badge>}
            <span class="muted small" dir="auto"> {[status, file].filter(Boolean).join(" · ")}</span>
          </li>
        ))}
      </ul>
      {versions.length > 1 ? (
        <Comparison contractKey={contractKey} versions={versions.map(({ version }) => version)} older={older || (versions[1]?.version ?? "")} newer={newer || (versions[0]?.version ?? "")} />
      ) : (
        <p class="muted">The sources hold one version, so there is nothing to compare.</p>
      )}
    </>
  );
}

function Comparison({ contractKey, versions, older, newer }: { contractKey: string; versions: string[]; older: string; newer: string }) {
  const { answer, problem, retry } = useAnswer<ComparisonAnswer>(`/api/v1/assets/${encodeURIComponent(contractKey)}/contract/compare?from=${encodeURIComponent(older)}&to=${encodeURIComponent(newer)}`);
  const go = (from: string, to: string) => navigate(contractPath(contractKey, { tab: "versions", compare: from, version: to }));
  return (
    <section aria-labelledby="comparison">
      <h2 id="comparison">What changed</h2>
      <div class="toolbar">
        <Choice label="From" value={older} versions={versions} choose={(from) => go(from, newer)} />
        <Choice label="To" value={newer} versions={versions} choose={(to) => go(older, to)} />
      </div>
      {problem && <ProblemBox problem={problem} retry={retry} />}
      {answer?.changes.length === 0 && <p class="muted">Nothing that readers of the data would notice.</p>}
      {answer && answer.changes.length > 0 && (
        <>
          <p>{counted(answer.changes.length, "change")}, {answer.verdict === "breaking" ? "some of which break readers" : "all compatible"}.</p>
          <ul class="changes">
            {answer.changes.map((change) => (
              <li class="contract-change">
                <Badge tone={change.effect === "breaking" ? "bad" : "ok"}>{change.effect === "breaking" ? "Breaking" : "Compatible"}</Badge>
                <span dir="auto">{change.text} <code class="muted small">{change.where}</code></span>
              </li>
            ))}
          </ul>
        </>
      )}
    </section>
  );
}

function Choice({ label, value, versions, choose }: { label: string; value: string; versions: string[]; choose: (version: string) => void }) {
  return (
    <label class="labelled">
      <span>{label}</span>
      <select value={value} onChange={(event) => choose(event.currentTarget.value)}>
        {versions.map((version) => <option value={version}>{version}</option>)}
      </select>
    </label>
  );
}
