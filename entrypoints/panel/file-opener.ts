import type { FileState } from "../../components/panel-props";
import { refusedForSize } from "../../lib/har-file";
import { opening } from "../../lib/messages/exporting";
import type { Session } from "../../lib/session";
import type { WatchedHost } from "../../lib/settings";
import { cutFile } from "./har-parts";
import { type HarList, type HarPlan, readParts } from "./har-reading";

/** Reads one HAR file at a time, in workers of its own. */
export interface FileOpener {
	/** How far it is, or how it ended; null before the first file and after `dismiss`. */
	readonly state: FileState | null;
	/** Begins to read; what was being read before and is not listed yet is given up. */
	open(file: File, watchedHosts: readonly WatchedHost[]): void;
	/** Gives up what is being read and is not listed yet, or takes a refusal away. */
	dismiss(): void;
	/** The rows of the file are no longer shown: what is not understood of them never will be. A file being read is read on. */
	close(): void;
}

/** What is to be done with the rows of a file. */
export interface FileShower {
	/** The state has changed. */
	change(): void;
	/** All requests of a file are listed, as a session of their own; their answers and verdicts come later. */
	show(session: Session): void;
	/** The rest of the file that is shown cannot be read: its list is to be taken away. */
	drop(): void;
}

/** A word about the progress at most so often: each is a drawing of the panel, of the whole list while it is understood. */
const LIST_EVERY_MS = 150;
const UNDERSTAND_EVERY_MS = 400;

/** The file asked for last. */
type Asked = Pick<FileState, "name" | "progress" | "share" | "refusal">;
/** The file whose rows are shown. */
type Shown = Pick<FileState, "shown" | "problems" | "problemCount" | "understanding">;
const NONE_ASKED: Asked = { name: "", progress: null, share: null, refusal: "" };
const NONE_SHOWN: Shown = { shown: "", problems: [], problemCount: 0, understanding: null };

function begun({ name, size }: File): Asked {
	return { name, progress: opening.reading(0, size), share: 0, refusal: "" };
}

/** Opens files into what `shower` shows. */
export function createFileOpener(shower: FileShower): FileOpener {
	let asked = NONE_ASKED;
	let shown = NONE_SHOWN;
	let state: FileState | null = null;
	let stopListing = () => {};
	let stopUnderstanding = () => {};
	/** Counts the files asked for, so that a late cut of an earlier one is known. */
	let count = 0;

	const say = (next: { asked?: Asked; shown?: Shown }) => {
		asked = next.asked ?? asked;
		shown = next.shown ?? shown;
		state = asked === NONE_ASKED && shown === NONE_SHOWN ? null : { ...asked, ...shown };
		shower.change();
	};
	const giveUp = () => {
		count += 1;
		stopListing();
		stopListing = () => {};
	};
	const leave = () => {
		stopUnderstanding();
		stopUnderstanding = () => {};
	};
	const refuse = (name: string, refusal: string) => say({ asked: { ...NONE_ASKED, name, refusal } });

	const read = (file: File, plan: HarPlan) => {
		const { name } = file;
		let told = performance.now();
		let isShown = false;
		const isSilent = (pause: number) => {
			const now = performance.now();
			if (now - told < pause) return true;
			told = now;
			return false;
		};
		stopListing = readParts(file, plan, {
			listing(progress, share) {
				if (!isSilent(LIST_EVERY_MS)) say({ asked: { name, progress, share, refusal: "" } });
			},
			listed({ session, problems, problemCount }: HarList) {
				leave();
				stopUnderstanding = stopListing;
				stopListing = () => {};
				isShown = true;
				asked = NONE_ASKED;
				const understanding = { progress: opening.understood(0, session.rows.length), share: 0 };
				shown = { shown: name, problems, problemCount, understanding };
				say({});
				shower.show(session);
			},
			understanding(progress, share) {
				if (!isSilent(UNDERSTAND_EVERY_MS)) say({ shown: { ...shown, understanding: { progress, share } } });
			},
			understood: () => say({ shown: { ...shown, understanding: null } }),
			refused(reason) {
				if (isShown) {
					shown = NONE_SHOWN;
					shower.drop();
				}
				refuse(name, reason);
			},
			unfit() {
				if (isShown) {
					shown = NONE_SHOWN;
					shower.drop();
					// Another file was asked for since, and will be shown instead.
					if (asked.progress !== null) return say({});
					say({ asked: begun(file) });
				}
				read(file, { ...plan, parts: [{ from: 0, to: file.size }], careful: isShown });
			},
		});
	};

	return {
		get state() {
			return state;
		},
		open(file, watchedHosts) {
			giveUp();
			const { name } = file;
			const refusal = refusedForSize(file.size);
			if (refusal !== "") return refuse(name, refusal);
			say({ asked: begun(file) });
			const mine = count;
			cutFile(file, navigator.hardwareConcurrency || 1).then(
				(parts) => mine === count && read(file, { parts, watchedHosts, careful: false }),
				() => mine === count && refuse(name, opening.workerFailed),
			);
		},
		dismiss() {
			giveUp();
			say({ asked: NONE_ASKED });
		},
		close() {
			leave();
			say({ shown: NONE_SHOWN });
		},
	};
}
