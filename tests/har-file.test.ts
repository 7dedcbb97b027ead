import { describe, expect, it } from "vitest";
import { isGzip, MOST_FILE_BYTES, mostUnpacked, refusedForHead, refusedForSize } from "../lib/har-file";
import { FILE_TEXT } from "../lib/messages/export";

const bytes = (...values: number[]) => new Uint8Array(values);

describe("a file before it is read", () => {
	it("is refused when it is empty or over 256 MB", () => {
		expect(refusedForSize(0)).toBe(FILE_TEXT.empty);
		expect(refusedForSize(MOST_FILE_BYTES)).toBe("");
		expect(refusedForSize(MOST_FILE_BYTES + 1)).toContain("256 MB");
	});

	it("is known by its first bytes, whatever its name", () => {
		expect(isGzip(bytes(0x1f, 0x8b, 8))).toBe(true);
		expect(refusedForHead(bytes(0x50, 0x4b, 3, 4))).toBe(FILE_TEXT.packed);
		expect(refusedForHead(bytes(0xff, 0xfe, 0x7b, 0))).toBe(FILE_TEXT.utf16);
		expect(refusedForHead(bytes(0x7b, 0, 0x22, 0))).toBe(FILE_TEXT.utf16);
		expect(refusedForHead(bytes(0, 1, 2))).toBe(FILE_TEXT.binary);
		expect(refusedForHead(bytes(0xef, 0xbb, 0xbf, 0x7b))).toBe("");
		expect(refusedForHead(bytes(0x7b, 0x22))).toBe("");
	});

	it("may unpack to twenty times its size, small ones to 32 MB, none past 256 MB", () => {
		expect(mostUnpacked(1000)).toBe(32 * 1024 * 1024);
		expect(mostUnpacked(4 * 1024 * 1024)).toBe(80 * 1024 * 1024);
		expect(mostUnpacked(100 * 1024 * 1024)).toBe(MOST_FILE_BYTES);
	});
});
