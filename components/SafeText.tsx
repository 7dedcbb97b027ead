import { useContext } from "preact/hooks";
import { CELL_LIMIT, capped, textOf, visibleParts } from "../lib/visible-text";
import { SecretChip } from "./SecretChip";
import { RevealContext, secretParts } from "./secret-parts";

interface SafeTextProps {
	/** Anything captured. Objects become their JSON, never elements (CVE-2026-22028). */
	readonly value: unknown;
	readonly limit?: number;
	readonly multiline?: boolean;
	/** Masked secrets can be shown on a click here; not inside of what is itself a button or a row. */
	readonly secrets?: boolean;
}

/** Captured text: isolated in direction, cut to a cell, with what hides or reorders shown as named chips. */
export function SafeText({ value, limit = CELL_LIMIT, multiline = false, secrets = false }: SafeTextProps) {
	const reveal = useContext(RevealContext);
	const text = textOf(value);
	if (!secrets || !reveal || !text.includes("‹")) return <bdi>{visible(text, limit, multiline)}</bdi>;
	return (
		<bdi>
			{secretParts(capped(text, limit), reveal).map((part, index) =>
				"token" in part ? (
					<SecretChip key={`${index} ${part.token}`} token={part.token} />
				) : (
					visible(part.text, Number.POSITIVE_INFINITY, multiline)
				),
			)}
		</bdi>
	);
}

function visible(text: string, limit: number, multiline: boolean) {
	return visibleParts(text, limit, multiline).map((part) =>
		"chip" in part ? <span class="char-chip">{part.chip}</span> : part.text,
	);
}
