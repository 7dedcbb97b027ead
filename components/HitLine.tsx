import type { Hit, Topic } from "../lib/lookup";
import { phaseWords } from "../lib/messages/interface";
import { Prose } from "./Prose";
import { RetryPill } from "./RetryPill";
import { SafeText } from "./SafeText";
import { phaseTone } from "./status-tone";

interface HitLineProps {
	readonly hit: Hit;
	readonly index: number;
	readonly selected: boolean;
	readonly onPick: (index: number) => void;
}

/** One line of results: the code, what it means, whether a retry helps, who says so. */
export function HitLine({ hit, index, selected, onPick }: HitLineProps) {
	const best = hit.readings[0];
	if (!best) return null;
	return (
		<div
			role="option"
			id={`rs-hit-${index}`}
			aria-selected={selected}
			tabIndex={-1}
			class="hit"
			onClick={() => onPick(index)}
		>
			<span class="hit-title">
				<code>
					<SafeText value={hit.key} limit={60} />
				</code>
				{" · "}
				<b class="hit-name">
					<Prose text={best.title} />
				</b>
			</span>
			<TopicPill topic={best} />
			<span class="hit-speakers">{[...new Set(hit.readings.map(({ speaker }) => speaker))].join(", ")}</span>
		</div>
	);
}

/** Retry verdict of an error, or where a job stands. */
export function TopicPill({ topic: { entry, word } }: { readonly topic: Topic }) {
	if (entry)
		return (
			<RetryPill
				retry={{
					verdict: entry.retry.verdict,
					afterMs: entry.retry.afterMs ?? null,
					scheduleMs: null,
					rule: "",
					afterFrom: "",
				}}
				arrived={null}
			/>
		);
	return word ? (
		<span class="pill" data-tone={phaseTone(word.phase)}>
			{phaseWords[word.phase]}
		</span>
	) : null;
}
