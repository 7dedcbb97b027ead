import { SafeText } from "./SafeText";

const LONGEST = 4000;

/** A sentence of ours or the catalogue's; what stands in backticks is set as code. Captured words in it stay harmless. */
export function Prose({ text }: { readonly text: string }) {
	return (
		<>
			{text.split(/`([^`]+)`/).map((part, index) =>
				index % 2 === 1 ? (
					<code key={index}>
						<SafeText value={part} limit={LONGEST} />
					</code>
				) : (
					part !== "" && <SafeText key={index} value={part} limit={LONGEST} />
				),
			)}
		</>
	);
}
