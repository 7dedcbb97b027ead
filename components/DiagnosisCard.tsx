import { useContext } from "preact/hooks";
import type { Diagnosis, Evidence } from "../lib/diagnosis";
import { formatClock, formatWait, linkTrail } from "../lib/format";
import { detail, faultCard, places, verdictWords } from "../lib/messages/interface";
import type { OwnPauses } from "./attempts";
import { BackoffBars } from "./BackoffBars";
import { Card } from "./Card";
import { CopyButton } from "./CopyButton";
import { Prose } from "./Prose";
import { useCountdown } from "./RetryPill";
import { earliestRetry } from "./retry-state";
import { SafeLink } from "./SafeLink";
import { SafeText } from "./SafeText";
import { safeHref } from "./safe-href";
import { SurroundingsContext } from "./surroundings";

interface DiagnosisCardProps {
	readonly diagnosis: Diagnosis;
	/** When the answer was complete, epoch milliseconds, or null (popup, paste). */
	readonly arrived: number | null;
	/** Router id or null. */
	readonly router: string | null;
	/** Request id known outside the diagnosis (headers of the exchange). */
	readonly requestId?: string | null;
	/** Looked up, not captured: there is no request whose id could be quoted. */
	readonly lookup?: boolean;
	/** The client's own pauses, where a finding is about them. */
	readonly own?: OwnPauses | null;
}

/**
 * The answer below its title: explanation, three answers at a glance, what to do, the documented pauses, and why we say
 * so. Only catalogue text speaks here; the server's words are quoted and labelled (security: hostile text must never
 * look like a verdict).
 */
export function DiagnosisCard({
	diagnosis,
	arrived,
	router,
	requestId = null,
	lookup = false,
	own = null,
}: DiagnosisCardProps) {
	const { routerName } = useContext(SurroundingsContext);
	const { retry, cause, contradictions } = diagnosis;
	const schedule = retry.scheduleMs ?? [];
	return (
		<>
			{diagnosis.explanation && (
				<p class="explanation">
					<Prose text={diagnosis.explanation} />
				</p>
			)}
			{diagnosis.serverMessage && <Quote text={diagnosis.serverMessage} />}
			{diagnosis.warning && (
				<section class="box warning" role="note">
					<h3>{detail.warning}</h3>
					<p>
						<Prose text={diagnosis.warning} />
					</p>
				</section>
			)}
			<div class="cards">
				<Card label={detail.who} value={faultCard[diagnosis.fault].who}>
					{faultCard[diagnosis.fault].what}
				</Card>
				<RetryCard diagnosis={diagnosis} arrived={arrived} />
				{!lookup && <IdCard id={diagnosis.requestId ?? requestId} arrived={arrived} />}
			</div>
			{cause && <Cause cause={cause} outer={diagnosis} />}
			{diagnosis.actions.length > 0 && (
				<section>
					<h3>{detail.actions}</h3>
					<ol class="actions">
						{diagnosis.actions.map((action) => (
							<li key={action}>
								<Prose text={action} />
							</li>
						))}
					</ol>
				</section>
			)}
			{(schedule.length > 0 || retry.rule) && (
				<section>
					<h3>{router === null ? detail.schedule : detail.scheduleOf(routerName(router))}</h3>
					{schedule.length > 0 && <BackoffBars scheduleMs={schedule} own={own} />}
					{retry.rule && (
						<p class="rule">
							<Prose text={retry.rule} />
						</p>
					)}
				</section>
			)}
			<EvidenceList diagnosis={diagnosis} lookup={lookup} />
			{contradictions.length > 0 && (
				<section class="box">
					<h3>{detail.contradictions}</h3>
					{contradictions.map(({ text, source }) => (
						<p key={text}>
							<Prose text={text} /> <SafeLink url={source}>{linkTrail(source)}</SafeLink>
						</p>
					))}
				</section>
			)}
			<Ids diagnosis={diagnosis} requestId={requestId} />
		</>
	);
}

function Quote({ text }: { readonly text: string }) {
	return (
		<figure class="quote">
			<figcaption>{detail.fromServer}</figcaption>
			<blockquote>
				<SafeText value={text} limit={1000} multiline />
			</blockquote>
		</figure>
	);
}

function RetryCard({
	diagnosis: { retry },
	arrived,
}: {
	readonly diagnosis: Diagnosis;
	readonly arrived: number | null;
}) {
	const earliest = earliestRetry(retry, arrived);
	const now = useCountdown(earliest);
	const waiting = earliest !== null && earliest > now;
	if (waiting)
		return (
			<Card label={detail.retry} value={detail.retryIn(earliest - now)} tone="warn">
				{detail.retryAt(formatClock(earliest))}
				<AskedBy place={retry.afterFrom} />
			</Card>
		);
	if (earliest !== null)
		return (
			<Card label={detail.retry} value={detail.retryNow} tone="run">
				{detail.waitOver}
			</Card>
		);
	const unseen = arrived === null && retry.afterMs !== null && retry.verdict !== "after-change";
	const texts = {
		yes: detail.retryBackoff,
		later: retry.scheduleMs === null ? detail.retryLater : detail.retryBackoff,
		"after-change": detail.retryFix,
		no: detail.retryNo,
		unknown: detail.retryUnknown,
	};
	return (
		<Card
			label={detail.retry}
			value={verdictWords[retry.verdict]}
			{...(retry.verdict === "yes" && { tone: "run" as const })}
		>
			{unseen && retry.afterMs !== null
				? `${detail.waitFirst} ${formatWait(retry.afterMs)}`
				: texts[retry.verdict]}
		</Card>
	);
}

/** Where the wait was read: a header, a field, or the page that documents it. */
function AskedBy({ place }: { readonly place: string }) {
	if (place === "") return null;
	return safeHref(place) ? (
		<>
			{" · "}
			<SafeLink url={place}>{detail.documentation}</SafeLink>
		</>
	) : (
		<>
			{" · "}
			<SafeText value={place} limit={60} />
		</>
	);
}

function IdCard({ id, arrived }: { readonly id: string | null; readonly arrived: number | null }) {
	if (id === null)
		return (
			<Card label={detail.requestId} value={detail.noRequestId} quiet>
				{arrived === null ? "" : `${detail.quoteTime}: ${formatClock(arrived)}`}
			</Card>
		);
	return (
		<Card label={detail.requestId} value={<SafeText value={id} limit={80} />} wire>
			<CopyButton text={id} label={detail.copyNamed(detail.requestId.toLowerCase())} /> {detail.forSupport}
		</Card>
	);
}

/**
 * A wrapped error: what the router said around it, and what came inside. Where the verdict above already speaks for the inner
 * one, only the words of both are set side by side; else the inner one is explained in full.
 */
function Cause({ cause, outer }: { readonly cause: Diagnosis; readonly outer: Diagnosis }) {
	const same = cause.entry === outer.entry && cause.title === outer.title;
	return (
		<section class="box cause">
			<h3>{detail.cause}</h3>
			<p class="hint">{same ? detail.causeHint : detail.causeBesideHint}</p>
			<dl class="fields">
				<div>
					<dt>{detail.outer}</dt>
					<dd>
						<Said by={outer.evidence.filter(({ path }) => !path.includes(INSIDE))} />
					</dd>
				</div>
				<div>
					<dt>{detail.inner}</dt>
					<dd>
						<Said by={cause.evidence.filter(({ where }) => where !== "response.status")} />
					</dd>
				</div>
			</dl>
			{!same && (
				<>
					<h4>
						<Prose text={cause.title} />
					</h4>
					{cause.explanation && (
						<p>
							<Prose text={cause.explanation} />
						</p>
					)}
					<EvidenceList diagnosis={cause} />
				</>
			)}
			{cause.cause && <Cause cause={cause.cause} outer={cause} />}
		</section>
	);
}

/** Evidence writes a place inside a string as `error.message › error.code`. */
const INSIDE = " › ";
const LONGEST_WORD = 120;

/** Status, code and type in one line, the message behind them. */
function Said({ by }: { readonly by: readonly Evidence[] }) {
	const short = by.filter(({ path }) => !path.endsWith("message"));
	const message = by.find(({ path }) => path.endsWith("message"));
	return (
		<>
			{short.map(({ value }, index) => (
				<span key={index}>
					{index > 0 && " · "}
					<SafeText value={value} limit={LONGEST_WORD} />
				</span>
			))}
			{message && (
				<span class="dim">
					{short.length > 0 && " · "}
					<SafeText value={message.value} limit={LONGEST_WORD} />
				</span>
			)}
		</>
	);
}

/** What the verdict rests on, each with its place, and the page that documents it. */
function EvidenceList({
	diagnosis,
	lookup = false,
}: {
	readonly diagnosis: Diagnosis;
	readonly lookup?: boolean;
}) {
	const { evidence, source, specificity } = diagnosis;
	if (evidence.length === 0 && source === "") return null;
	return (
		<section class="part">
			<h3>
				{lookup ? detail.documented : detail.evidence}{" "}
				{!lookup && <span class="dim">· {detail.evidenceFrom(specificity)}</span>}
			</h3>
			<dl class="evidence">
				{evidence.map(({ where, path, value }, index) => (
					<div key={index}>
						<dt>{places.get(where) ?? <SafeText value={where} limit={40} />}</dt>
						<dd>
							<code>
								{path !== "" && (
									<>
										<SafeText value={path} limit={80} />
										{where.endsWith("headers") ? ": " : " = "}
									</>
								)}
								<mark>
									<SafeText value={value} />
								</mark>
							</code>
						</dd>
					</div>
				))}
				{source !== "" && (
					<div>
						<dt>{detail.documentation}</dt>
						<dd>
							<SafeLink url={source}>{linkTrail(source)}</SafeLink>
						</dd>
					</div>
				)}
			</dl>
			{diagnosis.entry === null && <p class="hint">{detail.undocumented}</p>}
		</section>
	);
}

function Ids({ diagnosis, requestId }: { readonly diagnosis: Diagnosis; readonly requestId: string | null }) {
	const root = diagnosis.cause;
	const found: [string, string | null | undefined][] = [
		[detail.requestId, diagnosis.requestId ?? requestId],
		[detail.errorId, diagnosis.errorId],
		[detail.causeRequestId, root?.requestId],
		[detail.causeErrorId, root?.errorId],
	];
	const ids = found.filter(([, id], index) => id && found.findIndex(([, other]) => other === id) === index);
	// The request id alone has its card already.
	if (!ids.some(([name]) => name !== detail.requestId)) return null;
	return (
		<section>
			<h3>{detail.ids}</h3>
			<dl class="ids">
				{ids.map(([name, id]) => (
					<div key={name}>
						<dt>{name}</dt>
						<dd>
							<code>
								<SafeText value={id} limit={120} />
							</code>{" "}
							<CopyButton text={id ?? ""} label={detail.copyNamed(name.toLowerCase())} />
						</dd>
					</div>
				))}
			</dl>
		</section>
	);
}
