import { describe, expect, it } from "vitest";
import { readSettings } from "../../lib/settings";

describe("the setting that shows requests while they run", () => {
	it("is on unless it was switched off", () => {
		expect(readSettings(undefined).live).toBe(true);
		expect(readSettings({ watchedHosts: [], preserveLog: true }).live).toBe(true);
		expect(readSettings({ live: "no" }).live).toBe(true);
		expect(readSettings({ live: false }).live).toBe(false);
	});
});
