import { type HarEntries, type HarProblem, listHar } from "../../lib/har";
import { WHOLE } from "../../lib/har-entries";
import { isGzip, mostUnpacked, refusedForHead } from "../../lib/har-file";
import { createListPacker } from "../../lib/list-pack";
import { FILE_TEXT } from "../../lib/messages/export";
import { opening } from "../../lib/messages/exporting";
import { createVaultFeed, type VaultFeed } from "../../lib/vault-contents";
import type { HarMessage, HarTask } from "./har-messages";

/** Requests listed at once: the panel takes each batch in a few milliseconds. */
const LIST_ROWS = 250;
/** From so many requests on the panel draws a list in steps, and takes so long for it. */
const LONG_LIST = 5000;
const DRAWING_MS = 150;
/** Broken entries named; the others are only counted. */
const MOST_PROBLEMS = 200;
/** Bytes between two words about the progress of unpacking. */
const PIECE_BYTES = 4 * 1024 * 1024;

const worker = globalThis as unknown as {
	postMessage(message: HarMessage): void;
	onmessage: ((event: MessageEvent<HarTask>) => void) | null;
};

worker.onmessage = ({ data }) => {
	open(data).catch(() => worker.postMessage({ type: "refused", reason: opening.workerFailed }));
};

async function open(task: HarTask): Promise<void> {
	const read = await readBytes(task);
	if ("refusal" in read) {
		worker.postMessage({ type: "refused", reason: read.refusal });
		return;
	}
	const feed = createVaultFeed(task.part);
	const entries = list(read.bytes, task, feed);
	if (!entries) return;
	// A long list is being drawn: where there are two processors, that would have to share its own with what follows.
	if (entries.count > LONG_LIST) await new Promise((resolve) => setTimeout(resolve, DRAWING_MS));
	// The decoder with its catalogue is loaded behind the list, which does without.
	const { understand } = await import("./har-understand");
	understand(entries, task.watchedHosts, feed, (message) => worker.postMessage(message));
}

/** The part as a list first: 50,000 requests are on the screen before the first of them is read whole. */
function list(
	bytes: Uint8Array,
	{ part, parts, careful }: HarTask,
	{ vault, take: takeSecrets }: VaultFeed,
): HarEntries | null {
	const portion = parts === 1 ? WHOLE : { begins: part === 0, ends: part === parts - 1 };
	const packer = createListPacker();
	let problems: HarProblem[] = [];
	let problemCount = 0;
	const handOver = (share: number) =>
		worker.postMessage({ type: "listed", packed: packer.take(), secrets: takeSecrets(), share });
	const entries = listHar(
		bytes,
		part === 0 ? "file-" : `file${part}-`,
		vault,
		{
			take(id, head, end) {
				packer.add(id, head);
				if (packer.count >= LIST_ROWS) handOver(end / bytes.length);
			},
			problem(problem) {
				problemCount += 1;
				if (problems.length < MOST_PROBLEMS) problems.push(problem);
			},
			again() {
				packer.take();
				problems = [];
				problemCount = 0;
				worker.postMessage({ type: "again" });
			},
		},
		{ portion, careful },
	);
	if (entries === null) worker.postMessage({ type: "unfit" });
	else {
		handOver(1);
		worker.postMessage({ type: "all-listed", entries: entries.total, problems, problemCount });
	}
	return entries;
}

/** The bytes of the part, unpacked where the file is gzip, or why the file is refused. */
async function readBytes({ file, from, to }: HarTask): Promise<{ bytes: Uint8Array } | { refusal: string }> {
	const head = new Uint8Array(await file.slice(0, 16).arrayBuffer());
	if (isGzip(head)) return unpack(file);
	const refusal = refusedForHead(head);
	if (refusal !== "") return { refusal };
	try {
		// At once: in pieces it takes twice as long, as a stream three times.
		const bytes = new Uint8Array(await file.slice(from, to).arrayBuffer());
		worker.postMessage({ type: "reading", done: to - from });
		return { bytes };
	} catch {
		return { refusal: opening.workerFailed };
	}
}

async function unpack(file: File): Promise<{ bytes: Uint8Array } | { refusal: string }> {
	const most = mostUnpacked(file.size);
	const pieces: Uint8Array[] = [];
	let total = 0;
	try {
		for await (const piece of unpackedPieces(file)) {
			total += piece.byteLength;
			if (total > most) return { refusal: FILE_TEXT.unpackedTooLarge };
			pieces.push(piece);
		}
	} catch {
		return { refusal: FILE_TEXT.binary };
	}
	const bytes = new Uint8Array(total);
	let at = 0;
	for (const piece of pieces) {
		bytes.set(piece, at);
		at += piece.byteLength;
	}
	return { bytes };
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
