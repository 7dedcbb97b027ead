import { render } from "preact";
import { Popup } from "../../components/Popup";
import "../../components/style.css";
import { createLookup } from "../../lib/lookup";
import { allTopics } from "../../lib/topics";
import { copyText } from "../panel/clipboard";

const lookup = createLookup(allTopics());
const root = document.getElementById("app");
if (root)
	render(
		<Popup
			search={(query) => lookup.search(query)}
			copy={copyText}
			openLink={(url) => void window.open(url, "_blank", "noopener,noreferrer")}
		/>,
		root,
	);
