import { live as words } from "../../lib/messages/live";
import type { LiveCost } from "./live";

/** What looking at running requests costs, as a sentence for the settings. */
export function costSentence({ state, share, lastMs, everyMs }: LiveCost): string {
	if (state === "off") return words.costOff;
	if (state === "resting") return words.costIdle;
	if (share === null || lastMs === null || everyMs === null) return words.costNone;
	return words.cost(share, lastMs, everyMs);
}
