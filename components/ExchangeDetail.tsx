import { useMemo } from "preact/hooks";
import { hostOf, pathOf } from "../lib/format";
import { progressOf, type StreamProgress } from "../lib/live/stream-progress";
import { detail, list } from "../lib/messages/interface";
import type { Row } from "../lib/session";
import type { Finding } from "../lib/task";
import type { Vault } from "../lib/vault";
import { ownPauses } from "./attempts";
import { DiagnosisCard } from "./DiagnosisCard";
import { FineCards } from "./FineCards";
import { PendingCards } from "./PendingCards";
import { Prose } from "./Prose";
import { isUnread, pendingOf } from "./pending-row";
import { QuickCopies } from "./QuickCopies";
import { RawData } from "./RawData";
import { arrivedAt } from "./retry-state";
import { SafeText } from "./SafeText";
import { StatusMark } from "./StatusMark";
import { StreamCourse } from "./StreamCourse";

interface ExchangeDetailProps {
	readonly row: Row;
	/** The whole session, for what the client did before and after. */
	readonly rows: readonly Row[];
	readonly findings: readonly Finding[];
	/** What was seen of its stream while it ran, where the browser keeps no times. */
	readonly seen?: StreamProgress | null;
	/** Remembers what is masked in the joined text of a stream. */
	readonly vault?: Vault | null;
	/** Shows the job this request is about; absent when it is about none. */
	readonly onOpenTask?: (() => void) | undefined;
}

/** Everything about one request: the answer first, the raw data last. */
export function ExchangeDetail({
	row,
	rows,
	findings,
	seen = null,
	vault = null,
	onOpenTask,
}: ExchangeDetailProps) {
	const { exchange, decoded } = row;
	const { diagnosis } = decoded;
	const unread = isUnread(row);
	const own = useMemo(() => ownPauses(exchange.id, findings, rows), [exchange.id, findings, rows]);
	const running = pendingOf(row);
	const over = useMemo(
		() => (running ? null : progressOf(exchange, seen, vault)),
		[running, exchange, seen, vault],
	);
	const course = running ? running.progress : over;
	const mine = findings.filter(({ exchanges }) => exchanges.includes(exchange.id));
	return (
		<article class="detail-body">
			<header class="detail-head">
				{(!running || diagnosis) && (
					<StatusMark status={exchange.status} diagnosis={diagnosis} unread={unread} />
				)}
				<h2>
					{diagnosis ? (
						<Prose text={diagnosis.title} />
					) : running ? (
						detail.onItsWay
					) : unread ? (
						detail.pendingTitle
					) : isLeftStream(row) ? (
						detail.streamLeft
					) : (
						detail.fine
					)}
				</h2>
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
							<SafeText value={pathOf(exchange.url)} limit={600} secrets />
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
			{!running && !unread && <QuickCopies row={row} />}
			{running && <PendingCards pending={running} />}
			{diagnosis ? (
				<DiagnosisCard
					diagnosis={diagnosis}
					arrived={arrivedAt(exchange)}
					router={decoded.router}
					requestId={decoded.requestId}
					own={own}
				/>
			) : (
				!running && <FineCards row={row} />
			)}
			{course && course.events > 0 && <StreamCourse progress={course} running={running !== null} />}
			<OwnFindings findings={mine} />
			{!(unread && exchange.source === "har") && <RawData row={row} />}
		</article>
	);
}

/** Did the page itself stop reading a stream that had not come to its end? No fault, but no normal end either. */
function isLeftStream({ exchange, decoded: { stream } }: Row): boolean {
	return stream !== null && !stream.ended && stream.finishReason === null && exchange.error !== null;
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
