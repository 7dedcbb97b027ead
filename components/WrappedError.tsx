import type { Diagnosis, Evidence } from "../lib/diagnosis";
import { detail } from "../lib/messages/interface";
import { EvidenceList } from "./EvidenceList";
import { Prose } from "./Prose";
import { SafeText } from "./SafeText";

/**
 * A wrapped error: what the router said around it, and what came inside. Where the verdict above already speaks for the inner
 * one, only the words of both are set side by side; else the inner one is explained in full.
 */
export function WrappedError({ cause, outer }: { readonly cause: Diagnosis; readonly outer: Diagnosis }) {
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
			{cause.cause && <WrappedError cause={cause.cause} outer={cause} />}
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
