import { readFileSync, statSync } from "node:fs";

/**
 * @typedef {{ text: string } | { reason: string }} Input
 */

/** A string in V8 cannot be longer; a file that long is no paste and no HAR. */
const MOST_BYTES = 512 * 1024 * 1024;

/**
 * Reads a file, or standard input for `-`, as UTF-8 text.
 * @param {string} file
 * @returns {Input}
 */
export function readInput(file) {
	try {
		if (file !== "-") {
			const stat = statSync(file, { throwIfNoEntry: false });
			if (!stat) return { reason: "no such file" };
			if (stat.isDirectory()) return { reason: "is a directory, not a file" };
			if (stat.size > MOST_BYTES) return { reason: `is larger than ${MOST_BYTES / 1024 / 1024} MiB` };
		}
		return asText(readFileSync(file === "-" ? 0 : file));
	} catch (error) {
		const code = error && typeof error === "object" && "code" in error ? error.code : "";
		if (code === "EACCES") return { reason: "may not be read (permission denied)" };
		if (code === "EOF" || code === "EAGAIN") return { text: "" };
		return { reason: error instanceof Error ? error.message : "cannot be read" };
	}
}

/** @param {Buffer} bytes @returns {Input} */
function asText(bytes) {
	if ((bytes[0] === 0xff && bytes[1] === 0xfe) || (bytes[0] === 0xfe && bytes[1] === 0xff))
		return { reason: "byte 0: UTF-16 text; save it as UTF-8" };
	const nul = bytes.subarray(0, 8192).indexOf(0);
	if (nul >= 0) return { reason: `byte ${nul}: a binary file, not text` };
	return { text: bytes.toString("utf8") };
}
