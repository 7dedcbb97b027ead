import { phaseWords } from "../lib/messages/interface";
import type { HitView, Reading } from "../lib/reading";
import { Prose } from "./Prose";
import { RetryPill } from "./RetryPill";
import { SafeText } from "./SafeText";
import { phaseTone } from "./status-tone";

interface HitLineProps {
	readonly hit: HitView;
	readonly index: number;
	readonly selected: boolean;
	/** Say who speaks; not where all lines have one speaker. */
	readonly speakers: boolean;
	readonly onPick: (index: number) => void;
	readonly onOpen: (index: number) => void;
}

/** One line of results: the code, what it means, whether a retry helps, who says so. */
export function HitLine({ hit, index, selected, speakers, onPick, onOpen }: HitLineProps) {
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
			onDblClick={() => onOpen(index)}
		>
			<span class="hit-title">
				{hit.key !== "" && (
					<>
						<code>
							<SafeText value={hit.key} limit={60} />
						</code>
						{" · "}
					</>
				)}
				<b class="hit-name">
					<Prose text={best.shortTitle} />
				</b>
			</span>
			<ReadingPill reading={best} />
			{speakers && (
				<span class="hit-speakers">
					{[...new Set(hit.readings.map(({ speaker }) => speaker))].join(", ")}
				</span>
			)}
		</div>
	);
}

/** Retry verdict of an error, or where a job stands. */
export function ReadingPill({ reading: { diagnosis, phase } }: { readonly reading: Reading }) {
	if (diagnosis) return <RetryPill diagnosis={diagnosis} arrived={null} />;
	return phase ? (
		<span class="pill" data-tone={phaseTone(phase)}>
			{phaseWords[phase]}
		</span>
	) : null;
}
