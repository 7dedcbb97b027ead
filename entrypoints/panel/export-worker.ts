import { makeExport } from "../../components/export-run";
import { createRowUnpacker } from "../../lib/row-pack";
import type { Row } from "../../lib/session";
import type { Finding, Task } from "../../lib/task";
import { createVault } from "../../lib/vault";
import { mergeVault } from "../../lib/vault-contents";
import type { ExportAnswer, ExportMessage } from "./export-messages";

/** Makes exports off the panel's thread: redacting and searching thousands of bodies takes its time. */
const worker = globalThis as unknown as {
	postMessage(answer: ExportAnswer): void;
	onmessage: ((event: MessageEvent<ExportMessage>) => void) | null;
};

let given = nothing();

worker.onmessage = ({ data }) => {
	switch (data.type) {
		case "rows":
			for (const [index, row] of given.unpack(data.packed).rows.entries()) {
				given.context.push(row);
				if (data.chosen[index]) given.rows.push(row);
			}
			return;
		case "tasks":
			given.tasks.push(...data.tasks);
			return;
		case "findings":
			given.findings.push(...data.findings);
			return;
		case "make": {
			const { rows, context, tasks, findings } = given;
			given = nothing();
			const vault = createVault();
			mergeVault(vault, 0).add(data.secrets);
			const { formatId, includePromptText, extensionVersion, browser } = data;
			const input = { rows, context, tasks, findings, vault, extensionVersion, browser };
			try {
				worker.postMessage(makeExport(formatId, input, { includePromptText }));
			} catch {
				worker.postMessage({ failed: true });
			}
		}
	}
};

function nothing() {
	return {
		unpack: createRowUnpacker((text) => text),
		rows: [] as Row[],
		context: [] as Row[],
		tasks: [] as Task[],
		findings: [] as Finding[],
	};
}
