import { CELL_LIMIT, visibleParts } from "../lib/visible-text";

interface SafeTextProps {
	/** Anything captured. Objects become their JSON, never elements (CVE-2026-22028). */
	readonly value: unknown;
	readonly limit?: number;
	readonly multiline?: boolean;
}

/** Captured text: isolated in direction, cut to a cell, with what hides or reorders shown as named chips. */
export function SafeText({ value, limit = CELL_LIMIT, multiline = false }: SafeTextProps) {
	return (
		<bdi>
			{visibleParts(value, limit, multiline).map((part) =>
				"chip" in part ? <span class="char-chip">{part.chip}</span> : part.text,
			)}
		</bdi>
	);
}
