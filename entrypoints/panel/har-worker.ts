import { decode } from "../../lib/decode";
import { readHar } from "../../lib/har";
import { isGzip, mostUnpacked, refusedForHead, refusedForSize } from "../../lib/har-file";
import { FILE_TEXT } from "../../lib/messages/export";
import { opening } from "../../lib/messages/exporting";
import type { Row } from "../../lib/session";
import type { WatchedHost } from "../../lib/settings";
import { createVault } from "../../lib/vault";
import { vaultContents } from "../../lib/vault-contents";
import type { HarMessage, HarTask } from "./har-messages";

/** Rows handed over at once: the panel takes each batch in well under 50 ms. */
const BATCH = 100;
/** Broken entries named; the others are only counted. */
const MOST_PROBLEMS = 200;
/** Bytes between two words about the progress. */
const REPORT_EVERY = 2 * 1024 * 1024;

const worker = globalThis as unknown as {
	postMessage(message: HarMessage): void;
	onmessage: ((event: MessageEvent<HarTask>) => void) | null;
};

worker.onmessage = ({ data }) => {
	open(data).catch(() => refuse(opening.workerFailed));
};

async function open({ file, watchedHosts }: HarTask): Promise<void> {
	const read = await readText(file);
	if ("refusal" in read) return refuse(read.refusal);
	worker.postMessage({ type: "parsing" });
	handOver(read.text, watchedHosts);
}

function refuse(reason: string): void {
	worker.postMessage({ type: "refused", reason });
}

function handOver(text: string, watchedHosts: readonly WatchedHost[]): void {
	const vault = createVault();
	const { exchanges, problems } = readHar(text, "file-", vault);
	const total = exchanges.length;
	const [first] = problems;
	if (total === 0) {
		refuse(first ? opening.nothingReadable(problems.length, first.place, first.reason) : opening.noEntries);
		return;
	}
	let rows: Row[] = [];
	for (const [index, { exchange }] of exchanges.entries()) {
		rows.push({ exchange, decoded: decode(exchange, { watchedHosts }) });
		if (rows.length < BATCH && index < total - 1) continue;
		worker.postMessage({ type: "rows", rows, done: index + 1, total });
		rows = [];
	}
	worker.postMessage({
		type: "done",
		problems: problems.slice(0, MOST_PROBLEMS),
		problemCount: problems.length,
		secrets: vaultContents(vault),
	});
}

/** The file as text, unpacked where it is gzip, or why it is refused. */
async function readText(file: File): Promise<{ text: string } | { refusal: string }> {
	const tooLarge = refusedForSize(file.size);
	if (tooLarge !== "") return { refusal: tooLarge };
	const head = new Uint8Array(await file.slice(0, 16).arrayBuffer());
	const packed = isGzip(head);
	const refusal = packed ? "" : refusedForHead(head);
	if (refusal !== "") return { refusal };
	let read = 0;
	let reported = 0;
	const counted = file.stream().pipeThrough(
		new TransformStream<Uint8Array<ArrayBuffer>, Uint8Array<ArrayBuffer>>({
			transform(chunk, controller) {
				read += chunk.byteLength;
				if (read - reported >= REPORT_EVERY) {
					reported = read;
					worker.postMessage({ type: "reading", done: read, total: file.size });
				}
				controller.enqueue(chunk);
			},
		}),
	);
	const most = packed ? mostUnpacked(file.size) : Number.POSITIVE_INFINITY;
	const reader = (packed ? counted.pipeThrough(new DecompressionStream("gzip")) : counted).getReader();
	const decoder = new TextDecoder();
	const parts: string[] = [];
	let unpacked = 0;
	try {
		for (;;) {
			const { done, value } = await reader.read();
			if (done) break;
			unpacked += value.byteLength;
			if (unpacked > most) {
				void reader.cancel();
				return { refusal: FILE_TEXT.unpackedTooLarge };
			}
			parts.push(decoder.decode(value, { stream: true }));
		}
	} catch {
		return { refusal: packed ? FILE_TEXT.binary : opening.workerFailed };
	}
	parts.push(decoder.decode());
	return { text: parts.join("") };
}
