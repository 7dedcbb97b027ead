import "../../components/style.css";
import { startPanel } from "./devtools-panel";
import { startViewer } from "./viewer";

/** One page, two places: a panel of DevTools, which captures, and a tab of its own, which opens what was captured. */
const root = document.getElementById("app");
// Firefox has the name everywhere, and something behind it in DevTools only.
const { chrome } = globalThis as { chrome?: { devtools?: { panels?: object } } };
if (root && chrome?.devtools?.panels) startPanel(root);
else if (root) startViewer(root);
