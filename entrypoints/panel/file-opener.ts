import type { FileState } from "../../components/panel-props";
import { type HarProblem, shiftProblem } from "../../lib/har";
import { refusedForSize } from "../../lib/har-file";
import { opening } from "../../lib/messages/exporting";
import { createRowUnpacker } from "../../lib/row-pack";
import { createSession, reduce, type Session } from "../../lib/session";
import type { WatchedHost } from "../../lib/settings";
import { mergeVault } from "../../lib/vault-contents";
import type { HarMessage, HarTask } from "./har-messages";
import { cutFile, type FilePart } from "./har-parts";

/** Reads one HAR file at a time, in workers of its own. */
export interface FileOpener {
	/** How far it is, or how it ended; null before the first file and after `dismiss`. */
	readonly state: FileState | null;
	/** Begins to read; what was being read before is given up. */
	open(file: File, watchedHosts: readonly WatchedHost[]): void;
	/** Gives up what is being read, or takes a refusal away. */
	dismiss(): void;
	/** The rows of the file are no longer shown. What is being read goes on. */
	close(): void;
}

/** A word about the progress at most so often: each is a drawing of the panel. */
const TELL_EVERY_MS = 150;
/** So long the panel is kept from drawing and from its user. */
const SLICE_MS = 8;
/** The share of the work that is done when all bytes have been read. */
const READING_SHARE = 0.1;
/** Broken entries named; the others are only counted. */
const MOST_PROBLEMS = 200;

/** What can be said of the file whose rows are shown. */
type Shown = Pick<FileState, "shown" | "problems" | "problemCount">;
const NONE_SHOWN: Shown = { shown: "", problems: [], problemCount: 0 };
const AT_REST = { progress: null, share: null, refusal: "" };

interface Part {
	readonly worker: Worker;
	/** What it said that was not looked at yet. */
	readonly said: HarMessage[];
	bytes: number;
	share: number;
}

/** One file being read: its workers, and the session that grows from what they say. */
interface Reading {
	readonly parts: readonly Part[];
	readonly stop: () => void;
}

/**
 * @param onChange The state has changed.
 * @param onOpened A file was read to its end: its rows, as a session of their own.
 */
export function createFileOpener(onChange: () => void, onOpened: (session: Session) => void): FileOpener {
	let state: FileState | null = null;
	let shown = NONE_SHOWN;
	let reading: Reading | null = null;
	/** Counts the files asked for, so that a late cut of an earlier one is known. */
	let asked = 0;
	let told = 0;

	const say = (next: FileState | null) => {
		state = next;
		onChange();
	};
	const stop = () => {
		asked += 1;
		reading?.stop();
		reading = null;
	};
	const refuse = (name: string, refusal: string) => {
		stop();
		say({ ...AT_REST, ...shown, name, refusal });
	};

	const read = (file: File, cuts: readonly FilePart[], watchedHosts: readonly WatchedHost[]) => {
		const { name } = file;
		let session = createSession();
		let [current, entries, problemCount] = [0, 0, 0];
		const problems: HarProblem[] = [];
		let merge = mergeVault(session.vault, 0);
		let unpack = createRowUnpacker(merge.rename);
		let working = false;
		const channel = new MessageChannel();

		const tellProgress = () => {
			const now = performance.now();
			if (now - told < TELL_EVERY_MS) return;
			told = now;
			const bytes = parts.reduce((sum, part) => sum + part.bytes, 0);
			const done = parts.reduce((sum, part) => sum + part.share, 0) / parts.length;
			const progress =
				done === 0 ? opening.reading(bytes, file.size) : opening.understood(session.rows.length);
			const share = READING_SHARE * (bytes / file.size) + (1 - READING_SHARE) * done;
			say({ ...AT_REST, ...shown, name, progress, share });
		};
		const finish = () => {
			const [first] = problems;
			if (session.rows.length === 0)
				return refuse(
					name,
					first ? opening.nothingReadable(problemCount, first.place, first.reason) : opening.noEntries,
				);
			stop();
			shown = { shown: name, problems, problemCount };
			state = { ...AT_REST, ...shown, name };
			onOpened(session);
		};
		const endPart = (said: HarMessage & { type: "done" }) => {
			merge.add(said.secrets);
			for (const problem of said.problems)
				if (problems.length < MOST_PROBLEMS) problems.push(shiftProblem(problem, entries));
			problemCount += said.problemCount;
			entries += said.entries;
			current += 1;
			merge = mergeVault(session.vault, current);
			unpack = createRowUnpacker(merge.rename);
			if (current === parts.length) finish();
		};
		const hear = (message: HarMessage) => {
			switch (message.type) {
				case "rows": {
					merge.add(message.secrets);
					reduce(session, { type: "imported", ...unpack(message.packed) });
					return;
				}
				case "again": {
					const { vault } = session;
					session = createSession();
					reduce(session, { type: "vault", vault });
					return;
				}
				case "done":
					endPart(message);
			}
		};
		/** Takes what the parts said in the order of the file, a few milliseconds at a time. */
		const work = () => {
			working = false;
			const until = performance.now() + SLICE_MS;
			let next = parts[current]?.said.shift();
			while (next) {
				hear(next);
				next = performance.now() < until ? parts[current]?.said.shift() : undefined;
			}
			if (current >= parts.length || reading !== own) return;
			tellProgress();
			if (parts[current]?.said.length) schedule();
		};
		const schedule = () => {
			if (working) return;
			working = true;
			channel.port2.postMessage(null);
		};
		const listen = (worker: Worker, part: Part) => {
			worker.onmessage = ({ data }: MessageEvent<HarMessage>) => {
				if (reading !== own) return;
				if (data.type === "refused") return refuse(name, data.reason);
				if (data.type === "unfit") {
					stop();
					read(file, [{ from: 0, to: file.size }], watchedHosts);
					return;
				}
				if (data.type === "reading") part.bytes = data.done;
				else part.said.push(data);
				if (data.type === "rows") part.share = data.share;
				schedule();
			};
			worker.onerror = (event) => {
				event.preventDefault();
				if (reading === own) refuse(name, opening.workerFailed);
			};
		};

		const parts: readonly Part[] = cuts.map(({ from, to }, index) => {
			const worker = new Worker(new URL("./har-worker.ts", import.meta.url), { type: "module" });
			const part: Part = { worker, said: [], bytes: 0, share: 0 };
			listen(worker, part);
			const task: HarTask = { file, part: index, parts: cuts.length, from, to, watchedHosts };
			worker.postMessage(task);
			return part;
		});
		const own: Reading = {
			parts,
			stop() {
				channel.port1.close();
				for (const { worker } of parts) worker.terminate();
			},
		};
		session.origin = "file";
		channel.port1.onmessage = work;
		reading = own;
	};

	return {
		get state() {
			return state;
		},
		open(file, watchedHosts) {
			stop();
			const { name } = file;
			const refusal = refusedForSize(file.size);
			if (refusal !== "") return say({ ...AT_REST, ...shown, name, refusal });
			say({ ...AT_REST, ...shown, name, progress: opening.reading(0, file.size), share: 0 });
			const mine = asked;
			cutFile(file, navigator.hardwareConcurrency || 1).then(
				(cuts) => mine === asked && read(file, cuts, watchedHosts),
				() => mine === asked && refuse(name, opening.workerFailed),
			);
		},
		dismiss() {
			stop();
			say(shown === NONE_SHOWN ? null : { ...AT_REST, ...shown, name: shown.shown });
		},
		close() {
			shown = NONE_SHOWN;
			say(state === null || state.progress === null ? null : { ...state, ...shown });
		},
	};
}
