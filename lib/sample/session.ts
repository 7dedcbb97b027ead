import type { Exchange } from "../exchange";
import { fromEntry } from "../from-entry";
import { JOBS } from "./jobs";
import { entryOf } from "./line";
import { REQUESTS } from "./requests";
import { STREAMS } from "./streams";

/** A realistic session to look at before there is one of your own: both routers, every kind of error, jobs of seven systems. */
export function sampleExchanges(): Exchange[] {
	return [...REQUESTS, ...STREAMS, ...JOBS]
		.toSorted((a, b) => a.at - b.at)
		.map((line, index) => fromEntry(entryOf(line), { id: `sample-${index + 1}`, source: "sample" }));
}
