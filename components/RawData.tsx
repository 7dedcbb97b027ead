import { useMemo, useState } from "preact/hooks";
import { body, tabs as tabNames } from "../lib/messages/interface";
import type { Row } from "../lib/session";
import { BodyView } from "./BodyView";
import { streamLines } from "./body-text";
import { HeaderLists } from "./HeaderList";
import { pendingOf } from "./pending-row";
import { TabBar } from "./TabBar";
import { TimingList } from "./TimingList";

type View = "response" | "request" | "headers" | "timing";

/** Why a running request has no body: the answer has not come, or not all of it. */
function notYet(row: Row): { absent?: string } {
	const phase = pendingOf(row)?.phase;
	if (phase === undefined || phase === "finishing") return {};
	return { absent: phase === "waiting" ? body.unanswered : body.arriving };
}

/** What the browser gave us, last: bodies, headers, times, with the evidence marked in place. */
export function RawData({ row }: { readonly row: Row }) {
	const { exchange, decoded } = row;
	const [view, setView] = useState<View>("response");
	const { diagnosis } = decoded;
	const evidence = useMemo(() => {
		const all = [];
		for (let at = diagnosis; at; at = at.cause) all.push(...at.evidence);
		return all;
	}, [diagnosis]);
	const inResponse = useMemo(() => evidence.filter(({ where }) => where === "response.body"), [evidence]);
	const inRequest = useMemo(() => evidence.filter(({ where }) => where === "request.body"), [evidence]);
	const events = useMemo(() => streamLines(exchange), [exchange]);
	return (
		<section class="raw">
			<TabBar
				label={tabNames.evidenceViews}
				idPrefix="rs-raw"
				active={view}
				onSelect={setView}
				tabs={(["response", "request", "headers", "timing"] as const).map((id) => ({
					id,
					name: tabNames[id],
				}))}
			/>
			<div role="tabpanel" id="rs-raw-panel" aria-labelledby={`rs-raw-tab-${view}`}>
				{view === "response" && (
					<BodyView body={exchange.responseBody} evidence={inResponse} events={events} {...notYet(row)} />
				)}
				{view === "request" && (
					<BodyView body={exchange.requestBody} evidence={inRequest} absent={body.none} />
				)}
				{view === "headers" && <HeaderLists exchange={exchange} evidence={evidence} />}
				{view === "timing" && <TimingList exchange={exchange} diagnosis={diagnosis} />}
			</div>
		</section>
	);
}
