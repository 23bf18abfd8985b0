// The keys, as a dialog and as a table of the Help screen.
import { Dialog } from "../shared/dialog";

export const shortcuts: [keys: string, does: string][] = [
  ["/ or Ctrl+K", "Go to the search box"],
  ["j / k", "Next or former result"],
  ["f", "Go to the filters"],
  ["[ / ]", "Former or next page"],
  ["p", "Preview of the result that has the focus"],
  ["c", "Copy the link to this screen"],
  ["l", "Go to the lineage of this item"],
  ["?", "Show these keys"],
  ["Escape", "Close what is open; in the box: clear it"],
  ["Arrow keys", "Move in suggestions, tabs, the domain tree and the lineage graph"],
];

export function ShortcutTable() {
  return (
    <table class="plain-table">
      <caption class="off-screen">Keyboard shortcuts</caption>
      <thead><tr><th scope="col">Key</th><th scope="col">What it does</th></tr></thead>
      <tbody>
        {shortcuts.map(([keys, does]) => (
          <tr><th scope="row"><kbd>{keys}</kbd></th><td>{does}</td></tr>
        ))}
      </tbody>
    </table>
  );
}

export function ShortcutsDialog({ close }: { close: () => void }) {
  return (
    <Dialog name="shortcuts" label="Keyboard shortcuts" close={close}>
      <ShortcutTable />
    </Dialog>
  );
}
