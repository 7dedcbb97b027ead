import { type HarProblem, shiftProblem } from "../../lib/har";
import { opening } from "../../lib/messages/exporting";
import { createRowUnpacker } from "../../lib/row-pack";
import { createSession, reduce, type Session } from "../../lib/session";
import type { WatchedHost } from "../../lib/settings";
import { mergeVault } from "../../lib/vault-contents";
import type { HarMessage, HarTask } from "./har-messages";
import type { FilePart } from "./har-parts";

/** So long the panel is kept from drawing and from its user. */
const SLICE_MS = 8;
/** The share of the work that is done when all bytes have been read. */
const READING_SHARE = 0.1;
/** Broken entries named; the others are only counted. */
const MOST_PROBLEMS = 200;

/** What a whole file came to. */
export interface HarRead {
	readonly session: Session;
	readonly problems: readonly HarProblem[];
	readonly problemCount: number;
}

export interface HarListener {
	/** A sentence about how far it is, and the share of the work done. */
	progress(sentence: string, share: number): void;
	/** The end, unless it was refused. */
	read(result: HarRead): void;
	refused(reason: string): void;
	/** It was cut at the wrong places: to be read again as a whole. */
	unfit(): void;
}

interface Part {
	readonly worker: Worker;
	/** What it said that was not looked at yet. */
	readonly said: HarMessage[];
	bytes: number;
	share: number;
}

/**
 * Reads the parts of one file side by side, a worker each, into one session in the order of the file. After `read`, `refused` or
 * `unfit` nothing more is said.
 * @returns Ends it early.
 */
export function readParts(
	file: File,
	cuts: readonly FilePart[],
	watchedHosts: readonly WatchedHost[],
	listener: HarListener,
): () => void {
	let session = createSession();
	session.origin = "file";
	let [current, entries, problemCount] = [0, 0, 0];
	const problems: HarProblem[] = [];
	let merge = mergeVault(session.vault, 0);
	let unpack = createRowUnpacker(merge.rename);
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
		const bytes = parts.reduce((sum, part) => sum + part.bytes, 0);
		const done = parts.reduce((sum, part) => sum + part.share, 0) / parts.length;
		listener.progress(
			done === 0 ? opening.reading(bytes, file.size) : opening.understood(session.rows.length),
			READING_SHARE * (bytes / file.size) + (1 - READING_SHARE) * done,
		);
	};
	const finish = () => {
		const [first] = problems;
		if (session.rows.length === 0)
			return refuse(
				first ? opening.nothingReadable(problemCount, first.place, first.reason) : opening.noEntries,
			);
		stop();
		listener.read({ session, problems, problemCount });
	};
	const hear = (message: HarMessage) => {
		switch (message.type) {
			case "rows":
				merge.add(message.secrets);
				reduce(session, { type: "imported", ...unpack(message.packed) });
				return;
			case "again": {
				const { vault } = session;
				session = createSession();
				session.origin = "file";
				reduce(session, { type: "vault", vault });
				unpack = createRowUnpacker(merge.rename);
				return;
			}
			case "done":
				merge.add(message.secrets);
				for (const problem of message.problems)
					if (problems.length < MOST_PROBLEMS) problems.push(shiftProblem(problem, entries));
				problemCount += message.problemCount;
				entries += message.entries;
				current += 1;
				merge = mergeVault(session.vault, current);
				unpack = createRowUnpacker(merge.rename);
				if (current === parts.length) finish();
		}
	};
	/** Takes what the parts said in the order of the file, a few milliseconds at a time. */
	const work = () => {
		scheduled = false;
		const until = performance.now() + SLICE_MS;
		let next = parts[current]?.said.shift();
		while (next && !over) {
			hear(next);
			next = performance.now() < until ? parts[current]?.said.shift() : undefined;
		}
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
			case "rows":
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
		const part: Part = { worker, said: [], bytes: 0, share: 0 };
		worker.onmessage = ({ data }: MessageEvent<HarMessage>) => listen(part, data);
		worker.onerror = (event) => {
			event.preventDefault();
			if (!over) refuse(opening.workerFailed);
		};
		const task: HarTask = { file, part: index, parts: cuts.length, from, to, watchedHosts };
		worker.postMessage(task);
		return part;
	});
	channel.port1.onmessage = work;
	return stop;
}
