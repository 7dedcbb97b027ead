import { useContext, useState } from "preact/hooks";
import { exporting as words } from "../lib/messages/exporting";
import type { Row } from "../lib/session";
import { CopyButton } from "./CopyButton";
import { SurroundingsContext } from "./surroundings";

const QUICK = [
	["curl-posix", words.copyCurl],
	["report-markdown", words.copyReport],
] as const;

/** The two exports of one request that are wanted most, without a dialog: same rules, same check. */
export function QuickCopies({ row }: { readonly row: Row }) {
	const { exportOf } = useContext(SurroundingsContext);
	const [problem, setProblem] = useState("");
	if (!exportOf) return null;
	return (
		<span class="quick-copies">
			{QUICK.map(([formatId, label]) => (
				<CopyButton
					key={formatId}
					label={label}
					wordy
					text={() => {
						const exported = exportOf(formatId, row);
						setProblem(exported.ok ? "" : exported.problem);
						return exported.ok ? exported.text : null;
					}}
				/>
			))}
			{problem !== "" && (
				<span class="problem-text" role="alert">
					{problem}
				</span>
			)}
		</span>
	);
}
