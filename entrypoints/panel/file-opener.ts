import type { FileState } from "../../components/panel-props";
import { refusedForSize } from "../../lib/har-file";
import { opening } from "../../lib/messages/exporting";
import { createSession, reduce, type Session } from "../../lib/session";
import type { WatchedHost } from "../../lib/settings";
import { fillVault } from "../../lib/vault-contents";
import type { HarMessage, HarTask } from "./har-messages";

/** Reads one HAR file at a time, in a worker of its own. */
export interface FileOpener {
	/** How far it is, or how it ended; null before the first file and after `dismiss`. */
	readonly state: FileState | null;
	/** Begins to read; what was being read before is given up. */
	open(file: File, watchedHosts: readonly WatchedHost[]): void;
	/** Gives up what is being read, or takes the last word away. */
	dismiss(): void;
}

/** A word about the progress at most so often: each is a drawing of the panel. */
const TELL_EVERY_MS = 150;

const NOTHING = { progress: null, share: null, refusal: "", problems: [], problemCount: 0 };

/**
 * @param onChange The state has changed.
 * @param onOpened A file was read to its end: its rows, as a session of their own.
 */
export function createFileOpener(onChange: () => void, onOpened: (session: Session) => void): FileOpener {
	let state: FileState | null = null;
	let worker: Worker | null = null;
	let told = 0;

	const say = (next: FileState | null) => {
		state = next;
		onChange();
	};
	const sayProgress = (name: string, progress: string, share: number) => {
		const now = performance.now();
		if (now - told < TELL_EVERY_MS) return;
		told = now;
		say({ ...NOTHING, name, progress, share });
	};
	const stop = () => {
		worker?.terminate();
		worker = null;
	};

	const listen = (from: Worker, name: string) => {
		const session = createSession();
		session.origin = "file";
		const refuse = (refusal: string) => {
			stop();
			say({ ...NOTHING, name, refusal });
		};
		from.onmessage = ({ data }: MessageEvent<HarMessage>) => {
			if (from !== worker) return;
			switch (data.type) {
				case "reading":
					sayProgress(name, opening.reading(data.done, data.total), (data.done / data.total) * 0.5);
					return;
				case "parsing":
					say({ ...NOTHING, name, progress: opening.parsing, share: null });
					return;
				case "rows":
					reduce(session, { type: "imported", rows: data.rows });
					sayProgress(
						name,
						opening.understanding(data.done, data.total),
						0.5 + (data.done / data.total) * 0.5,
					);
					return;
				case "done":
					stop();
					fillVault(session.vault, data.secrets);
					state = { ...NOTHING, name, problems: data.problems, problemCount: data.problemCount };
					onOpened(session);
					return;
				case "refused":
					refuse(data.reason);
			}
		};
		from.onerror = (event) => {
			event.preventDefault();
			if (from === worker) refuse(opening.workerFailed);
		};
	};

	return {
		get state() {
			return state;
		},
		open(file, watchedHosts) {
			stop();
			const { name } = file;
			const refusal = refusedForSize(file.size);
			if (refusal !== "") return say({ ...NOTHING, name, refusal });
			worker = new Worker(new URL("./har-worker.ts", import.meta.url), { type: "module" });
			listen(worker, name);
			const task: HarTask = { file, watchedHosts };
			worker.postMessage(task);
			say({ ...NOTHING, name, progress: opening.reading(0, file.size), share: 0 });
		},
		dismiss() {
			stop();
			say(null);
		},
	};
}
