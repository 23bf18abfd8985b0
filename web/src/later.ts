// The screens outside the first view, in one chunk.
export { ActivityScreen } from "./activity/screen";
export { DomainsScreen } from "./browse/screen";
export { HelpScreen } from "./help/screen";
export { MissingScreen } from "./help/missing";
export { ItemScreen } from "./item/screen";
export { SavedScreen } from "./saved/screen";
