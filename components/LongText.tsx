import { useMemo } from "preact/hooks";
import { SafeText } from "./SafeText";
import { useSteps } from "./use-steps";

interface LongTextProps {
	/** Anything captured, as long as it is. */
	readonly value: string;
	/** Masked secrets can be shown on a click here. */
	readonly secrets?: boolean;
}

/** A block holds at least so many characters. */
const BLOCK = 4000;
/** Blocks drawn at once. */
const STEP = 3;

/**
 * Captured text in blocks of whole lines, drawn a few in a task: 64 kB at once keep the browser for 60 ms. Left to
 * `content-visibility`, what is out of sight would be missing from what is selected and copied (Firefox 153).
 */
export function LongText({ value, secrets = false }: LongTextProps) {
	const blocks = useMemo(() => blocksOf(value), [value]);
	const steps = Math.ceil(blocks.length / STEP);
	const step = useSteps(steps, steps > 1);
	return (
		<>
			{blocks.slice(0, Math.max(1, step) * STEP).map(({ text, whole }, index) => (
				<span key={index} class={whole ? "lines" : undefined}>
					<SafeText value={text} limit={Number.POSITIVE_INFINITY} multiline secrets={secrets} />
				</span>
			))}
		</>
	);
}

/** Whole lines, but for the first and the last block: their lines may begin before or end behind this text. */
function blocksOf(value: string): { text: string; whole: boolean }[] {
	if (value.length < 2 * BLOCK) return [{ text: value, whole: false }];
	const blocks: { text: string; whole: boolean }[] = [];
	let begun = 0;
	for (let end = value.indexOf("\n") + 1; end > 0; end = value.indexOf("\n", end) + 1) {
		if (begun > 0 && end - begun < BLOCK) continue;
		blocks.push({ text: value.slice(begun, end), whole: begun > 0 });
		begun = end;
	}
	if (begun < value.length) blocks.push({ text: value.slice(begun), whole: false });
	return blocks;
}
