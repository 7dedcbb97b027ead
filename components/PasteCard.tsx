import { useContext } from "preact/hooks";
import type { Diagnosis } from "../lib/diagnosis";
import type { ExplainedPaste } from "../lib/explain-paste";
import { detail } from "../lib/messages/interface";
import { paste, routerChoice } from "../lib/messages/lookup";
import { CopyVerdict } from "./CopyVerdict";
import { DiagnosisCard } from "./DiagnosisCard";
import { Prose } from "./Prose";
import { pastedVerdict } from "./pasted-verdict";
import { RetryPill } from "./RetryPill";
import { SafeText } from "./SafeText";
import { SurroundingsContext } from "./surroundings";

interface PasteCardProps {
	readonly explained: ExplainedPaste;
	/** The router the user chose, or null. */
	readonly router: string | null;
	readonly onRouter: (router: string) => void;
	/** Opens the viewer on the pasted text; null where that is where we are. */
	readonly onViewer: (() => void) | null;
}

/** What a pasted text means: the panel's own verdict, or what is missing for one. */
export function PasteCard(props: PasteCardProps) {
	const { explained, onViewer } = props;
	const { kind, secrets, decoded } = explained;
	return (
		<>
			{secrets > 0 && (
				<p class="box warning" role="alert">
					{paste.secrets(secrets)}
				</p>
			)}
			{kind === "request" ? (
				<Request explained={explained} />
			) : kind === "nothing" ? (
				<Plain title={paste.nothing} text={paste.nothingText} />
			) : kind === "har" ? (
				<Plain title={paste.har} text={paste.harText} />
			) : decoded.diagnosis ? (
				<Answer {...props} diagnosis={decoded.diagnosis} />
			) : (
				<>
					<Plain title={paste.fine} text={paste.fineText} />
					<p class="hint">
						<Prose text={paste.fineUnsure} />
					</p>
				</>
			)}
			{onViewer && kind !== "nothing" && kind !== "request" && (
				<p>
					<button type="button" class="button" onClick={onViewer}>
						{paste.openViewer}
					</button>
				</p>
			)}
		</>
	);
}

function Plain({ title, text }: { readonly title: string; readonly text: string }) {
	return (
		<>
			<h2>{title}</h2>
			<p class="explanation">{text}</p>
		</>
	);
}

function Request({ explained: { exchange, decoded } }: { readonly explained: ExplainedPaste }) {
	const { routerName } = useContext(SurroundingsContext);
	return (
		<>
			<Plain title={paste.request} text={paste.requestText} />
			<ol class="actions">
				{paste.requestActions.map((action) => (
					<li key={action}>
						<Prose text={action} />
					</li>
				))}
			</ol>
			<section class="part">
				<h3>{paste.requestTo}</h3>
				<p>
					{decoded.router !== null && `${routerName(decoded.router)} · `}
					{exchange.url === null ? (
						paste.noAddress
					) : (
						<code>
							<SafeText value={`${exchange.method ?? ""} ${exchange.url}`.trim()} />
						</code>
					)}
				</p>
			</section>
		</>
	);
}

function Answer({ explained, router, onRouter, diagnosis }: PasteCardProps & { diagnosis: Diagnosis }) {
	const { routerName } = useContext(SurroundingsContext);
	const { exchange, decoded, readings } = explained;
	const speaker = decoded.router === null ? "" : routerName(decoded.router);
	const verdict = pastedVerdict(explained, routerName);
	const status = exchange.status !== null && exchange.status > 0 ? exchange.status : null;
	return (
		<>
			<header class="detail-head">
				{status !== null && <span class="status">{status}</span>}
				<h2>
					<Prose text={diagnosis.title} />
				</h2>
				{diagnosis.failedInside && <span class="inside-mark">{detail.failedInside(status)}</span>}
			</header>
			<p class="hint">
				{router !== null
					? routerChoice.chosen(speaker)
					: speaker !== ""
						? routerChoice.guessed(speaker)
						: routerChoice.unknown}
				{decoded.model !== null && (
					<>
						{" "}
						{paste.model}: <SafeText value={decoded.model} limit={80} />
					</>
				)}
			</p>
			{readings.length > 0 && (
				<div class="readings" role="group" aria-label={paste.readings}>
					{readings.map(
						({ router: id, name, decoded: { diagnosis: theirs } }) =>
							theirs && (
								<button key={id} type="button" class="reading card" onClick={() => onRouter(id)}>
									<span class="card-label">{name}</span>
									<RetryPill diagnosis={theirs} arrived={null} />
									<span class="reading-title">
										<Prose text={withoutName(theirs.title, name)} />
									</span>
								</button>
							),
					)}
				</div>
			)}
			<DiagnosisCard
				key={`${exchange.id} ${decoded.router}`}
				diagnosis={diagnosis}
				arrived={null}
				router={decoded.router}
				requestId={decoded.requestId}
				pasted
			/>
			<footer class="entry-foot">
				<span class="entry-id">{diagnosis.entry !== null && <code>{diagnosis.entry}</code>}</span>
				{verdict && <CopyVerdict verdict={verdict} />}
			</footer>
		</>
	);
}

function withoutName(title: string, name: string): string {
	const short = title.startsWith(`${name}: `) ? title.slice(name.length + 2) : title;
	return short.charAt(0).toUpperCase() + short.slice(1);
}
