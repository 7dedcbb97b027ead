import type { ComponentChildren } from "preact";
import type { Tone } from "./status-tone";

interface CardProps {
	readonly label: string;
	readonly value: ComponentChildren;
	/** The small line below. */
	readonly children?: ComponentChildren;
	readonly tone?: Tone;
	/** The value is quoted from the wire. */
	readonly wire?: boolean;
	readonly quiet?: boolean;
}

/** One answer at a glance: a small question, the answer, a line about it. */
export function Card({ label, value, children, tone = "quiet", wire = false, quiet = false }: CardProps) {
	return (
		<div class="card" data-tone={tone}>
			<div class="card-label">{label}</div>
			<div class={`card-value ${wire ? "wire" : ""} ${quiet ? "dim" : ""}`}>{value}</div>
			<div class="card-line">{children}</div>
		</div>
	);
}
