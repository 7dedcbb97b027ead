import { FILE_TEXT } from "./messages/export";

/** Larger files are not opened, packed or unpacked. */
export const MOST_FILE_BYTES = 256 * 1024 * 1024;
/** A packed file may unpack to so many times its size: more is a trap. */
const MOST_GROWTH = 20;
/** Small files of much repetition pack better than that, and harm nobody. */
const SMALL_BYTES = 32 * 1024 * 1024;

/** Why a file is refused before it is read: its size in bytes. "" when it is not. */
export function refusedForSize(bytes: number): string {
	if (bytes > MOST_FILE_BYTES) return FILE_TEXT.tooLarge(bytes);
	return bytes === 0 ? FILE_TEXT.empty : "";
}

/** Most bytes that may come out of a packed file of this size. */
export function mostUnpacked(packedBytes: number): number {
	return Math.min(MOST_FILE_BYTES, Math.max(SMALL_BYTES, packedBytes * MOST_GROWTH));
}

/** Gzip by its first bytes (RFC 1952 section 2.3.1), whatever the name says. */
export function isGzip(head: Uint8Array): boolean {
	return head[0] === 0x1f && head[1] === 0x8b;
}

/** Why a file that begins like this cannot be a HAR; "" when it can. */
export function refusedForHead(head: Uint8Array): string {
	const [a, b, c] = head;
	if ((a === 0xff && b === 0xfe) || (a === 0xfe && b === 0xff)) return FILE_TEXT.utf16;
	if ((a === 0x50 && b === 0x4b) || (a === 0x42 && b === 0x5a && c === 0x68)) return FILE_TEXT.packed;
	if (a === 0x28 && b === 0xb5 && c === 0x2f) return FILE_TEXT.packed;
	if (a === 0 || b === 0) return b === 0 && a !== 0 ? FILE_TEXT.utf16 : FILE_TEXT.binary;
	return "";
}
