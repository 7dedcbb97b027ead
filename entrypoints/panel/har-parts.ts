import { cutIn, openingOf } from "../../lib/har-entries";
import { isGzip } from "../../lib/har-file";

/** Bytes of one file, from and up to. */
export interface FilePart {
	readonly from: number;
	readonly to: number;
}

/** Below this a second worker takes longer to start than it saves. */
const SMALLEST_PART = 3 * 1024 * 1024;
/** More workers would only wait for each other, and for the panel. */
const MOST_PARTS = 4;
/** So far is looked for the beginning of an entry: longer entries stay where they are. */
const WINDOW = 512 * 1024;

/** Cuts a HAR file before an entry, into as many parts as there are processors to read them; one is left to the panel. */
export async function cutFile(file: File, processors: number): Promise<readonly FilePart[]> {
	const whole = [{ from: 0, to: file.size }];
	const count = Math.min(MOST_PARTS, processors - 1, Math.floor(file.size / SMALLEST_PART));
	if (count < 2) return whole;
	const head = await bytesOf(file, 0);
	if (isGzip(head)) return whole;
	const opening = openingOf(textOf(head));
	if (opening === null) return whole;
	const ends: number[] = [];
	for (let part = 1; part < count; part += 1) {
		const near = Math.floor((file.size / count) * part);
		const at = cutIn(textOf(await bytesOf(file, near)), opening);
		if (at >= 0) ends.push(near + at);
	}
	ends.push(file.size);
	return ends.map((to, part) => ({ from: ends[part - 1] ?? 0, to }));
}

async function bytesOf(file: File, from: number): Promise<Uint8Array> {
	return new Uint8Array(await file.slice(from, from + WINDOW).arrayBuffer());
}

/** One character a byte: what is looked for is ASCII, and an index must be a place in the file. */
function textOf(bytes: Uint8Array): string {
	return new TextDecoder("latin1").decode(bytes);
}
