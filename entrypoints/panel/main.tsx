import "../../components/style.css";
import { startPanel } from "./devtools-panel";
import { startViewer } from "./viewer";

/** One page, two places: a panel of DevTools, which captures, and a tab of its own, which opens what was captured. */
const root = document.getElementById("app");
const inDevTools = "devtools" in ((globalThis as { chrome?: object }).chrome ?? {});
if (root && inDevTools) startPanel(root);
else if (root) startViewer(root);
