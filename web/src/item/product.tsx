// How a data product stands: its health in a sentence, what its record lacks, what it hands over and takes in.
import type { Asset, Port } from "../api/types";
import { Link } from "../router/link";
import { itemPath } from "../router/paths";
import { Fact } from "./facts";

function Ports({ label, ports }: { label: string; ports: Port[] | undefined }) {
  if (!ports?.length) return null;
  return <Fact label={label}>{ports.map((port, index) => <>{index > 0 && ", "}<Link to={itemPath(port.key)}>{port.name}</Link></>)}</Fact>;
}

export function ProductFacts({ asset }: { asset: Asset }) {
  const missing = asset.completeness?.missing ?? [];
  return (
    <>
      {asset.health && <Fact label="Health">{asset.health.text}</Fact>}
      {asset.completeness && (
        <Fact label="Complete">
          {asset.completeness.percent} %{missing.length > 0 && <span class="promise muted">Missing: {missing.join(", ")}</span>}
        </Fact>
      )}
      <Ports label="Outputs" ports={asset.outputs} />
      <Ports label="Inputs" ports={asset.inputs} />
    </>
  );
}
