import type { ExportRun, MadeExport, StartExport } from "../../components/export-run";
import type { ExportInput } from "../../lib/export/evidence";
import { createRowPacker } from "../../lib/row-pack";
import type { Row, RowNotice } from "../../lib/session";
import { vaultContents } from "../../lib/vault-contents";
import type { ExportAnswer, ExportMessage } from "./export-messages";

/** So long the panel is kept from drawing and from its user. */
const SLICE_MS = 8;
/** Rows, jobs or findings handed over at once, and characters of rows. */
const BATCH = 100;
const BATCH_SIZE = 500_000;

/** An export says nothing of what was noticed in a row. */
const NO_NOTICE: RowNotice = { media: null, audit: { same: null, media: null, subjects: [] } };

/** Makes exports in a worker; what it needs is handed over a few milliseconds at a time. */
export function createExporter(): StartExport {
	let idle: Worker | null = null;
	return (formatId, input, { includePromptText = false }): ExportRun => {
		const worker = idle ?? new Worker(new URL("./export-worker.ts", import.meta.url), { type: "module" });
		idle = null;
		let stopped = false;
		const result = new Promise<MadeExport>((resolve, reject) => {
			worker.onmessage = ({ data }: MessageEvent<ExportAnswer>) => {
				if (stopped) return;
				stopped = true;
				idle?.terminate();
				idle = worker;
				if ("failed" in data) reject(new Error("the export could not be made"));
				else resolve(data);
			};
			worker.onerror = (event) => {
				event.preventDefault();
				worker.terminate();
				reject(new Error(event.message));
			};
			const { extensionVersion, browser } = input;
			const steps = handOver(input, (message) => worker.postMessage(message));
			inSlices(steps, () => stopped).then((finished) => {
				if (!finished) return;
				const secrets = vaultContents(input.vault ?? null);
				const last: ExportMessage = {
					type: "make",
					formatId,
					includePromptText,
					secrets,
					extensionVersion,
					browser,
				};
				worker.postMessage(last);
			}, reject);
		});
		return {
			result,
			stop() {
				if (stopped) return;
				stopped = true;
				worker.terminate();
			},
		};
	};
}

/** Hands over what an export needs, one piece a step. */
function* handOver(input: ExportInput, send: (message: ExportMessage) => void): Generator<void> {
	const chosen = new Set(input.rows);
	const packer = createRowPacker();
	let marks: boolean[] = [];
	const flush = () => {
		send({ type: "rows", packed: packer.take(), chosen: marks });
		marks = [];
	};
	const alike = new Set(input.rows.map(subjectOf));
	for (const row of input.context ?? input.rows) {
		if (chosen.has(row) || alike.has(subjectOf(row))) {
			packer.add(row, NO_NOTICE);
			marks.push(chosen.has(row));
			if (packer.rows >= BATCH || packer.size >= BATCH_SIZE) flush();
		}
		yield;
	}
	flush();
	yield;
	const { tasks = [], findings = [] } = input;
	for (let at = 0; at < tasks.length; at += BATCH) {
		send({ type: "tasks", tasks: tasks.slice(at, at + BATCH) });
		yield;
	}
	for (let at = 0; at < findings.length; at += BATCH) {
		send({ type: "findings", findings: findings.slice(at, at + BATCH) });
		yield;
	}
}

/** Other requests are compared with only where they could be the same one. */
function subjectOf({ exchange: { method, url } }: Row): string {
	return `${method} ${url}`;
}

/** Takes the steps in slices; false when it was stopped before the end. */
async function inSlices(steps: Generator<void>, isStopped: () => boolean): Promise<boolean> {
	const channel = new MessageChannel();
	try {
		for (;;) {
			// A turn of the browser's also before the first slice: the dialog is being drawn.
			await new Promise<void>((resolve) => {
				channel.port1.onmessage = () => resolve();
				channel.port2.postMessage(null);
			});
			if (isStopped()) return false;
			const until = performance.now() + SLICE_MS;
			while (performance.now() < until) if (steps.next().done) return true;
		}
	} finally {
		channel.port1.close();
	}
}
