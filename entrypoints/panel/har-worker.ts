import { decode } from "../../lib/decode";
import { type HarProblem, readHarInto } from "../../lib/har";
import { WHOLE } from "../../lib/har-entries";
import { isGzip, mostUnpacked, refusedForHead } from "../../lib/har-file";
import { FILE_TEXT } from "../../lib/messages/export";
import { opening } from "../../lib/messages/exporting";
import { createRowPacker } from "../../lib/row-pack";
import { noticeRow } from "../../lib/session";
import { createVaultFeed } from "../../lib/vault-contents";
import type { HarMessage, HarTask } from "./har-messages";

/** Rows and characters handed over at once: the panel takes each batch in a few milliseconds. */
const BATCH_ROWS = 250;
const BATCH_SIZE = 1_000_000;
/** Broken entries named; the others are only counted. */
const MOST_PROBLEMS = 200;
/** Bytes read at once, and between two words about the progress. */
const PIECE_BYTES = 4 * 1024 * 1024;

const worker = globalThis as unknown as {
	postMessage(message: HarMessage): void;
	onmessage: ((event: MessageEvent<HarTask>) => void) | null;
};

worker.onmessage = ({ data }) => {
	open(data).catch(() => worker.postMessage({ type: "refused", reason: opening.workerFailed }));
};

async function open(task: HarTask): Promise<void> {
	const read = await readText(task);
	if ("refusal" in read) worker.postMessage({ type: "refused", reason: read.refusal });
	else understand(read.text, task);
}

function understand(text: string, { part, parts, watchedHosts }: HarTask): void {
	const portion = parts === 1 ? WHOLE : { begins: part === 0, ends: part === parts - 1 };
	const { vault, take: takeSecrets } = createVaultFeed(part);
	let packer = createRowPacker();
	let problems: HarProblem[] = [];
	let problemCount = 0;
	let entries = 0;
	const handOver = (share: number) =>
		worker.postMessage({ type: "rows", packed: packer.take(), secrets: takeSecrets(), share });
	const fit = readHarInto(
		text,
		part === 0 ? "file-" : `file${part}-`,
		vault,
		{
			take(exchange, index, end) {
				entries = index + 1;
				const row = { exchange, decoded: decode(exchange, { watchedHosts }) };
				packer.add(row, noticeRow(row, watchedHosts));
				if (packer.rows >= BATCH_ROWS || packer.size >= BATCH_SIZE) handOver(end / text.length);
			},
			problem(problem, index) {
				if (index !== null) entries = index + 1;
				problemCount += 1;
				if (problems.length < MOST_PROBLEMS) problems.push(problem);
			},
			again() {
				packer = createRowPacker();
				problems = [];
				problemCount = 0;
				worker.postMessage({ type: "again" });
			},
		},
		portion,
	);
	if (!fit) {
		worker.postMessage({ type: "unfit" });
		return;
	}
	if (packer.rows > 0) handOver(1);
	worker.postMessage({ type: "done", entries, problems, problemCount, secrets: takeSecrets() });
}

/** The part as text, unpacked where the file is gzip, or why the file is refused. */
async function readText(task: HarTask): Promise<{ text: string } | { refusal: string }> {
	const { file } = task;
	const head = new Uint8Array(await file.slice(0, 16).arrayBuffer());
	const packed = isGzip(head);
	const refusal = packed ? "" : refusedForHead(head);
	if (refusal !== "") return { refusal };
	const pieces = packed ? unpackedPieces(file) : plainPieces(task);
	const most = packed ? mostUnpacked(file.size) : Number.POSITIVE_INFINITY;
	const decoder = new TextDecoder();
	const texts: string[] = [];
	let total = 0;
	try {
		for await (const piece of pieces) {
			total += piece.byteLength;
			if (total > most) return { refusal: FILE_TEXT.unpackedTooLarge };
			texts.push(decoder.decode(piece, { stream: true }));
		}
	} catch {
		return { refusal: packed ? FILE_TEXT.binary : opening.workerFailed };
	}
	texts.push(decoder.decode());
	return { text: texts.join("") };
}

/** A stream would bring the same bytes in pieces of 64 kB, which takes three times as long. */
async function* plainPieces({ file, from, to }: HarTask): AsyncGenerator<ArrayBuffer> {
	for (let at = from; at < to; at += PIECE_BYTES) {
		const end = Math.min(to, at + PIECE_BYTES);
		yield await file.slice(at, end).arrayBuffer();
		worker.postMessage({ type: "reading", done: end - from });
	}
}

async function* unpackedPieces(file: File): AsyncGenerator<Uint8Array> {
	let read = 0;
	let reported = 0;
	const counted = new TransformStream<Uint8Array<ArrayBuffer>, Uint8Array<ArrayBuffer>>({
		transform(chunk, controller) {
			read += chunk.byteLength;
			if (read - reported >= PIECE_BYTES) {
				reported = read;
				worker.postMessage({ type: "reading", done: read });
			}
			controller.enqueue(chunk);
		},
	});
	const reader = file.stream().pipeThrough(counted).pipeThrough(new DecompressionStream("gzip")).getReader();
	try {
		for (let next = await reader.read(); !next.done; next = await reader.read()) yield next.value;
	} finally {
		// What is not wanted need not be unpacked.
		void reader.cancel().catch(() => undefined);
	}
}
