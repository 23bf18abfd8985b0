// The start of the page.
import { render } from "preact";
import { App } from "./app";
import { startRouter } from "./router/location";
import "./style/tokens.css";
import "./style/base.css";
import "./style/parts.css";
import "./style/adapt.css";
import "./style/frame.css";
import "./style/home.css";
import "./style/filters.css";
import "./style/results.css";
import "./style/offers.css";
import "./style/preview.css";
import "./style/item.css";
import "./style/facts.css";
import "./style/activity.css";
import "./style/saved.css";
import "./style/lineage.css";

startRouter();
const root = document.getElementById("app");
// In a task of its own, so that neither running the script nor drawing keeps a key waiting for long.
if (root) setTimeout(() => render(<App />, root));
