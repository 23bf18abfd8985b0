// "Why is this here?": the parts of a result's score, asked for when somebody wants to know.
import { useOpen } from "../router/location";
import { Later, laterPart } from "../shared/later_part";
import type { SearchState } from "./state";

export function WhyHere({ cardKey, name, state }: { cardKey: string; name: string; state: SearchState }) {
  const [open, setOpen] = useOpen(`here-${cardKey}`);
  const id = `here-${cardKey}`;
  return (
    <div class="why-here">
      <button type="button" class="text-button" aria-expanded={open} aria-controls={id} onClick={() => setOpen(!open)}>
        Why is this here?<span class="off-screen"> {name}</span>
      </button>
      <div id={id} hidden={!open}>
        {open && <Later part={laterPart} waiting={null} draw={({ WhyTable }) => <WhyTable cardKey={cardKey} state={state} />} />}
      </div>
    </div>
  );
}
