import type { FileState } from "../../components/panel-props";
import { refusedForSize } from "../../lib/har-file";
import { opening } from "../../lib/messages/exporting";
import type { Session } from "../../lib/session";
import type { WatchedHost } from "../../lib/settings";
import { cutFile, type FilePart } from "./har-parts";
import { readParts } from "./har-reading";

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

/** What can be said of the file whose rows are shown. */
type Shown = Pick<FileState, "shown" | "problems" | "problemCount">;
const NONE_SHOWN: Shown = { shown: "", problems: [], problemCount: 0 };
const AT_REST = { progress: null, share: null, refusal: "" };

/**
 * @param onChange The state has changed.
 * @param onOpened A file was read to its end: its rows, as a session of their own.
 */
export function createFileOpener(onChange: () => void, onOpened: (session: Session) => void): FileOpener {
	let state: FileState | null = null;
	let shown = NONE_SHOWN;
	let stopReading = () => {};
	/** Counts the files asked for, so that a late cut of an earlier one is known. */
	let asked = 0;
	let told = 0;

	const say = (next: FileState | null) => {
		state = next;
		onChange();
	};
	const stop = () => {
		asked += 1;
		stopReading();
		stopReading = () => {};
	};
	const refuse = (name: string, refusal: string) => say({ ...AT_REST, ...shown, name, refusal });

	const read = (file: File, cuts: readonly FilePart[], watchedHosts: readonly WatchedHost[]) => {
		const { name } = file;
		stopReading = readParts(file, cuts, watchedHosts, {
			progress(progress, share) {
				const now = performance.now();
				if (now - told < TELL_EVERY_MS) return;
				told = now;
				say({ ...AT_REST, ...shown, name, progress, share });
			},
			read({ session, problems, problemCount }) {
				shown = { shown: name, problems, problemCount };
				state = { ...AT_REST, ...shown, name };
				onOpened(session);
			},
			refused: (reason) => refuse(name, reason),
			unfit: () => read(file, [{ from: 0, to: file.size }], watchedHosts),
		});
	};

	return {
		get state() {
			return state;
		},
		open(file, watchedHosts) {
			stop();
			const { name } = file;
			const refusal = refusedForSize(file.size);
			if (refusal !== "") return refuse(name, refusal);
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
