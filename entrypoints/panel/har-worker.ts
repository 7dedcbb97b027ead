import { routerForHost } from "../../lib/catalog/router-for-host";
import { decode } from "../../lib/decode";
import { type HarEntries, type HarProblem, listHar } from "../../lib/har";
import { WHOLE } from "../../lib/har-entries";
import { isGzip, mostUnpacked, refusedForHead } from "../../lib/har-file";
import { hostnameOf } from "../../lib/hosts";
import { packListLine } from "../../lib/list-pack";
import { FILE_TEXT } from "../../lib/messages/export";
import { opening } from "../../lib/messages/exporting";
import { createRowPacker } from "../../lib/row-pack";
import { noticeRow } from "../../lib/session";
import type { WatchedHost } from "../../lib/settings";
import { createVaultFeed, type VaultFeed } from "../../lib/vault-contents";
import type { HarMessage, HarTask } from "./har-messages";

/** Requests listed at once, then rows and characters handed over at once: the panel takes each batch in a few milliseconds. */
const LIST_ROWS = 1000;
const BATCH_ROWS = 250;
const BATCH_SIZE = 1_000_000;
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
	const read = await readText(task);
	if ("refusal" in read) {
		worker.postMessage({ type: "refused", reason: read.refusal });
		return;
	}
	const feed = createVaultFeed(task.part);
	const entries = list(read.text, task, feed);
	if (entries) understand(entries, task, feed);
}

/** The part as a list first: 50,000 requests are on the screen before the first of them is read whole. */
function list(
	text: string,
	{ part, parts, watchedHosts }: HarTask,
	{ vault, take: takeSecrets }: VaultFeed,
): HarEntries | null {
	const portion = parts === 1 ? WHOLE : { begins: part === 0, ends: part === parts - 1 };
	const routers = createRouterNames(watchedHosts);
	let lines: string[] = [];
	let problems: HarProblem[] = [];
	let problemCount = 0;
	let length = 0;
	const handOver = (share: number) => {
		worker.postMessage({ type: "listed", lines: `[${lines.join(",")}]`, secrets: takeSecrets(), share });
		lines = [];
	};
	const entries = listHar(
		text,
		part === 0 ? "file-" : `file${part}-`,
		vault,
		{
			take(listed, index, end) {
				length = index + 1;
				lines.push(packListLine(listed, routers(listed.url)));
				if (lines.length >= LIST_ROWS) handOver(end / text.length);
			},
			problem(problem, index) {
				if (index !== null) length = index + 1;
				problemCount += 1;
				if (problems.length < MOST_PROBLEMS) problems.push(problem);
			},
			again() {
				lines = [];
				problems = [];
				problemCount = 0;
				worker.postMessage({ type: "again" });
			},
		},
		portion,
	);
	if (entries === null) worker.postMessage({ type: "unfit" });
	else {
		handOver(1);
		worker.postMessage({ type: "all-listed", entries: length, problems, problemCount });
	}
	return entries;
}

function understand(entries: HarEntries, { watchedHosts }: HarTask, { take: takeSecrets }: VaultFeed): void {
	const packer = createRowPacker();
	let done = 0;
	for (const exchange of entries.exchanges()) {
		const row = { exchange, decoded: decode(exchange, { watchedHosts }) };
		packer.add(row, noticeRow(row, watchedHosts));
		done += 1;
		if (packer.rows >= BATCH_ROWS || packer.size >= BATCH_SIZE || done === entries.count)
			worker.postMessage({ type: "understood", packed: packer.take(), secrets: takeSecrets() });
	}
	worker.postMessage({ type: "done" });
}

/** Different hosts whose router is remembered. */
const MOST_HOSTS = 1000;

/** The router behind an address; the same few hosts stand in thousands of requests. */
function createRouterNames(watchedHosts: readonly WatchedHost[]): (url: string | null) => string | null {
	const known = new Map<string, string | null>();
	return (url) => {
		const hostname = url === null ? null : hostnameOf(url);
		if (hostname === null) return null;
		let router = known.get(hostname);
		if (router === undefined) {
			router = routerForHost(hostname, watchedHosts);
			if (known.size < MOST_HOSTS) known.set(hostname, router);
		}
		return router;
	};
}

/** The part as text, unpacked where the file is gzip, or why the file is refused. */
async function readText({ file, from, to }: HarTask): Promise<{ text: string } | { refusal: string }> {
	const head = new Uint8Array(await file.slice(0, 16).arrayBuffer());
	if (isGzip(head)) return unpack(file);
	const refusal = refusedForHead(head);
	if (refusal !== "") return { refusal };
	try {
		// At once: in pieces it takes twice as long, as a stream three times.
		const text = new TextDecoder().decode(await file.slice(from, to).arrayBuffer());
		worker.postMessage({ type: "reading", done: to - from });
		return { text };
	} catch {
		return { refusal: opening.workerFailed };
	}
}

async function unpack(file: File): Promise<{ text: string } | { refusal: string }> {
	const most = mostUnpacked(file.size);
	const decoder = new TextDecoder();
	const texts: string[] = [];
	let total = 0;
	try {
		for await (const piece of unpackedPieces(file)) {
			total += piece.byteLength;
			if (total > most) return { refusal: FILE_TEXT.unpackedTooLarge };
			texts.push(decoder.decode(piece, { stream: true }));
		}
	} catch {
		return { refusal: FILE_TEXT.binary };
	}
	texts.push(decoder.decode());
	return { text: texts.join("") };
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
