import { createRouterFinder } from "../../lib/catalog/router-for-host";
import { type HarProblem, shiftProblem } from "../../lib/har";
import { unpackList } from "../../lib/list-pack";
import { opening } from "../../lib/messages/exporting";
import { createRowUnpacker, type PackedRows, type UnpackedRows } from "../../lib/row-pack";
import { createSession, reduce, type Session } from "../../lib/session";
import type { WatchedHost } from "../../lib/settings";
import { mergeVault, type VaultMerge } from "../../lib/vault-contents";
import type { HarMessage, HarTask } from "./har-messages";
import type { FilePart } from "./har-parts";

/** So long the panel is kept from drawing and from its user. */
const SLICE_MS = 8;
/** The share of the work up to the list that is done when all bytes have been read. */
const READING_SHARE = 0.3;
/** Broken entries named; the others are only counted. */
const MOST_PROBLEMS = 200;

/** The list of a whole file. */
export interface HarList {
	/** Its rows get their answers and verdicts from now on. */
	readonly session: Session;
	readonly problems: readonly HarProblem[];
	readonly problemCount: number;
}

export interface HarListener {
	/** A sentence about how far the list is, and the share of the work up to it. */
	listing(sentence: string, share: number): void;
	/** All requests are listed, unless the file was refused; none of them is understood yet. */
	listed(list: HarList): void;
	/** How many requests of the list have their answers and verdicts. */
	understanding(sentence: string, share: number): void;
	/** The end, unless it was refused. */
	understood(): void;
	refused(reason: string): void;
	/** It was cut at the wrong places, or is not what its list said: to be read again as a whole, with care. */
	unfit(): void;
}

interface Part {
	readonly worker: Worker;
	/** What it said that was not looked at yet. */
	readonly said: HarMessage[];
	bytes: number;
	/** Share that is listed, 0 to 1. */
	share: number;
	readonly merge: VaultMerge;
	readonly unpack: (packed: PackedRows) => UnpackedRows;
}

/** How a file is read. */
export interface HarPlan {
	/** A worker each. */
	readonly parts: readonly FilePart[];
	readonly watchedHosts: readonly WatchedHost[];
	/** Every entry is parsed before it is listed. */
	readonly careful: boolean;
}

/**
 * Reads the parts of one file side by side into one session in the order of the file: first the list of all parts, then their
 * requests whole. After `understood`, `refused` or `unfit` nothing more is said.
 * @returns Ends it early.
 */
export function readParts(
	file: File,
	{ parts: cuts, watchedHosts, careful }: HarPlan,
	listener: HarListener,
): () => void {
	const routerOf = createRouterFinder(watchedHosts);
	let session = createSession();
	session.origin = "file";
	const { vault } = session;
	let [current, entries, problemCount, done] = [0, 0, 0, 0];
	let isListed = false;
	const problems: HarProblem[] = [];
	let [scheduled, over] = [false, false];
	const channel = new MessageChannel();

	const stop = () => {
		over = true;
		channel.port1.close();
		for (const { worker } of parts) worker.terminate();
	};
	const refuse = (reason: string) => {
		stop();
		listener.refused(reason);
	};
	const tellProgress = () => {
		if (isListed) {
			const total = session.rows.length + session.dropped;
			listener.understanding(opening.understood(done, total), done / total);
			return;
		}
		const bytes = parts.reduce((sum, part) => sum + part.bytes, 0);
		const share = parts.reduce((sum, part) => sum + part.share, 0) / parts.length;
		listener.listing(
			share === 0 ? opening.reading(bytes, file.size) : opening.listed(session.rows.length),
			READING_SHARE * (bytes / file.size) + (1 - READING_SHARE) * share,
		);
	};
	const endList = () => {
		const [first] = problems;
		if (session.rows.length === 0)
			return refuse(
				first ? opening.nothingReadable(problemCount, first.place, first.reason) : opening.noEntries,
			);
		isListed = true;
		current = 0;
		listener.listed({ session, problems, problemCount });
	};
	const hear = (message: HarMessage, { merge, unpack }: Part) => {
		switch (message.type) {
			case "listed":
				merge.add(message.secrets);
				reduce(session, { type: "imported", rows: unpackList(message.packed, merge.rename, routerOf) });
				return;
			case "again":
				session = createSession();
				session.origin = "file";
				reduce(session, { type: "vault", vault });
				return;
			case "all-listed":
				for (const problem of message.problems)
					if (problems.length < MOST_PROBLEMS) problems.push(shiftProblem(problem, entries));
				problemCount += message.problemCount;
				entries += message.entries;
				current += 1;
				if (current === parts.length) endList();
				return;
			case "understood": {
				merge.add(message.secrets);
				const { rows, notices } = unpack(message.packed);
				reduce(session, { type: "understood", rows, notices, first: done });
				done += rows.length;
				return;
			}
			case "done":
				current += 1;
				if (current < parts.length) return;
				stop();
				listener.understood();
		}
	};
	/** Takes what the parts said in the order of the file, a few milliseconds at a time. */
	const work = () => {
		scheduled = false;
		const until = performance.now() + SLICE_MS;
		const next = () => {
			const part = parts[current];
			const message = part?.said.shift();
			if (part && message) hear(message, part);
			return message !== undefined && !over;
		};
		while (next() && performance.now() < until);
		if (over) return;
		tellProgress();
		if (parts[current]?.said.length) schedule();
	};
	const schedule = () => {
		if (scheduled) return;
		scheduled = true;
		channel.port2.postMessage(null);
	};
	const listen = (part: Part, message: HarMessage) => {
		if (over) return;
		switch (message.type) {
			case "refused":
				return refuse(message.reason);
			case "unfit":
				stop();
				return listener.unfit();
			case "reading":
				part.bytes = message.done;
				break;
			case "listed":
				part.share = message.share;
				part.said.push(message);
				break;
			default:
				part.said.push(message);
		}
		schedule();
	};

	const parts: readonly Part[] = cuts.map(({ from, to }, index) => {
		const worker = new Worker(new URL("./har-worker.ts", import.meta.url), { type: "module" });
		const merge = mergeVault(vault, index);
		const unpack = createRowUnpacker(merge.rename);
		const part: Part = { worker, said: [], bytes: 0, share: 0, merge, unpack };
		worker.onmessage = ({ data }: MessageEvent<HarMessage>) => listen(part, data);
		worker.onerror = (event) => {
			event.preventDefault();
			if (!over) refuse(opening.workerFailed);
		};
		const task: HarTask = { file, part: index, parts: cuts.length, from, to, watchedHosts, careful };
		worker.postMessage(task);
		return part;
	});
	channel.port1.onmessage = work;
	return stop;
}
