import { useContext } from "preact/hooks";
import type { Diagnosis } from "../lib/diagnosis";
import { formatClock, linkTrail } from "../lib/format";
import { detail, faultCard } from "../lib/messages/interface";
import type { OwnPauses } from "./attempts";
import { BackoffBars } from "./BackoffBars";
import { Card } from "./Card";
import { CopyButton } from "./CopyButton";
import { EvidenceList } from "./EvidenceList";
import { IdList } from "./IdList";
import { Prose } from "./Prose";
import { Quote } from "./Quote";
import { RetryCard } from "./RetryCard";
import { SafeLink } from "./SafeLink";
import { SafeText } from "./SafeText";
import { SurroundingsContext } from "./surroundings";
import { WrappedError } from "./WrappedError";

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
	/** Pasted: that no request id is in it does not mean that none was sent. */
	readonly pasted?: boolean;
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
	pasted = false,
	own = null,
}: DiagnosisCardProps) {
	const { routerName } = useContext(SurroundingsContext);
	const { retry, cause, contradictions } = diagnosis;
	const schedule = retry.scheduleMs ?? [];
	const id = diagnosis.requestId ?? requestId;
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
				{!lookup && !(pasted && id === null) && <IdCard id={id} arrived={arrived} />}
			</div>
			{cause && <WrappedError cause={cause} outer={diagnosis} />}
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
			<IdList diagnosis={diagnosis} requestId={requestId} />
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
