// The start of the page.
import { render } from "preact";
import { App } from "./app";
import { startRouter } from "./router/location";
import "./style/tokens.css";
import "./style/base.css";
import "./style/frame.css";
import "./style/search.css";
import "./style/item.css";

startRouter();
const root = document.getElementById("app");
if (root) render(<App />, root);
