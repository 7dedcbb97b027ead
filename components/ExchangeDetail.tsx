import { useContext, useMemo, useState } from "preact/hooks";
import { formatBytes, formatDuration, hostOf, pathOf } from "../lib/format";
import { body, detail, list, tabs as tabNames } from "../lib/messages/interface";
import type { Row } from "../lib/session";
import type { Finding } from "../lib/task";
import { ownPauses } from "./attempts";
import { BodyView } from "./BodyView";
import { streamLines } from "./body-text";
import { Card } from "./Card";
import { CopyButton } from "./CopyButton";
import { DiagnosisCard } from "./DiagnosisCard";
import { HeaderLists } from "./HeaderList";
import { Prose } from "./Prose";
import { QuickCopies } from "./QuickCopies";
import { arrivedAt } from "./retry-state";
import { SafeText } from "./SafeText";
import { StatusMark } from "./StatusMark";
import { SurroundingsContext } from "./surroundings";
import { TabBar } from "./TabBar";
import { TimingList } from "./TimingList";

type View = "response" | "request" | "headers" | "timing";

interface ExchangeDetailProps {
	readonly row: Row;
	/** The whole session, for what the client did before and after. */
	readonly rows: readonly Row[];
	readonly findings: readonly Finding[];
	/** Shows the job this request is about; absent when it is about none. */
	readonly onOpenTask?: (() => void) | undefined;
}

/** Everything about one request: the answer first, the raw data last. */
export function ExchangeDetail({ row, rows, findings, onOpenTask }: ExchangeDetailProps) {
	const { exchange, decoded } = row;
	const { diagnosis } = decoded;
	const pending = exchange.responseBody.state === "pending";
	const own = useMemo(() => ownPauses(exchange.id, findings, rows), [exchange.id, findings, rows]);
	const mine = findings.filter(({ exchanges }) => exchanges.includes(exchange.id));
	return (
		<article class="detail-body">
			<header class="detail-head">
				<StatusMark status={exchange.status} diagnosis={diagnosis} />
				<h2>{diagnosis ? <Prose text={diagnosis.title} /> : pending ? detail.pendingTitle : detail.fine}</h2>
				{diagnosis?.failedInside && <span class="inside-mark">{detail.failedInside(exchange.status)}</span>}
			</header>
			<p class="address">
				<SafeText value={exchange.method ?? ""} />{" "}
				<code>
					{exchange.url === null ? (
						list.unknownUrl
					) : (
						<>
							<span class="dim">
								<SafeText value={hostOf(exchange.url)} />
							</span>
							<SafeText value={pathOf(exchange.url)} limit={600} />
						</>
					)}
				</code>
				{exchange.source === "sample" && <span class="source-mark">{detail.sample}</span>}
				{onOpenTask && (
					<>
						{" "}
						<button type="button" class="link" onClick={onOpenTask}>
							{detail.openTask}
						</button>
					</>
				)}
				{exchange.source === "har" && <span class="source-mark">{detail.imported}</span>}
			</p>
			<QuickCopies row={row} />
			{diagnosis ? (
				<DiagnosisCard
					diagnosis={diagnosis}
					arrived={arrivedAt(exchange)}
					router={decoded.router}
					requestId={decoded.requestId}
					own={own}
				/>
			) : (
				<Fine row={row} />
			)}
			<OwnFindings findings={mine} />
			<RawData row={row} />
		</article>
	);
}

/** What the calling code itself does wrong around this request. */
function OwnFindings({ findings }: { readonly findings: readonly Finding[] }) {
	if (findings.length === 0) return null;
	return (
		<section>
			<h3>{detail.ownFindings}</h3>
			<ul class="own-findings">
				{findings.map(({ title, actions }, index) => (
					<li key={index}>
						<b>
							<Prose text={title} />
						</b>{" "}
						{actions[0] !== undefined && <Prose text={actions[0]} />}
					</li>
				))}
			</ul>
		</section>
	);
}

/** A request that went well: what is worth knowing, calmly. */
function Fine({ row: { exchange, decoded } }: { readonly row: Row }) {
	const { routerName } = useContext(SurroundingsContext);
	const { stream, model, requestId, router } = decoded;
	return (
		<>
			<p class="explanation">
				{exchange.responseBody.state === "pending"
					? detail.pendingText
					: detail.fineText(exchange.status, exchange.time)}
				{stream &&
					` ${list.stream(stream.events)}: ${stream.ended ? detail.ended : detail.cut}${
						stream.finishReason === null ? "" : `, ${detail.finishReason} `
					}`}
				{stream?.finishReason && <SafeText value={stream.finishReason} limit={40} />}
			</p>
			<div class="cards">
				<Card label={detail.took} value={formatDuration(exchange.time) || list.noStatus}>
					{formatBytes(exchange.responseBody.size)}
				</Card>
				<Card
					label={detail.model}
					value={model === null ? detail.noModel : <SafeText value={model} limit={80} />}
					wire={model !== null}
					quiet={model === null}
				>
					{router === null ? (
						<SafeText value={hostOf(exchange.url)} />
					) : (
						<SafeText value={routerName(router)} />
					)}
				</Card>
				<Card
					label={detail.requestId}
					value={requestId === null ? detail.noRequestId : <SafeText value={requestId} limit={80} />}
					wire={requestId !== null}
					quiet={requestId === null}
				>
					{requestId !== null && (
						<>
							<CopyButton text={requestId} label={detail.copyNamed(detail.requestId.toLowerCase())} />{" "}
							{detail.forSupport}
						</>
					)}
				</Card>
			</div>
		</>
	);
}

function RawData({ row: { exchange, decoded } }: { readonly row: Row }) {
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
					<BodyView body={exchange.responseBody} evidence={inResponse} events={events} />
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
