// The screens outside the first view, in one chunk.
export { ActivityScreen } from "./activity/screen";
export { DomainsScreen } from "./browse/screen";
export { HelpScreen } from "./help/screen";
export { MissingScreen } from "./help/missing";
export { ItemScreen } from "./item/screen";
export { CopyForms } from "./search/copy_forms";
export { WhyTable } from "./search/why_table";
export { Preview } from "./search/preview";
export { SavedScreen } from "./saved/screen";
