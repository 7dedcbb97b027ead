import { defineConfig } from "@playwright/test";

/** Makes the DevTools front end an ordinary page of the context; read by Playwright when it attaches to targets. */
process.env.PW_CHROMIUM_ATTACH_TO_OTHER = "1";

export default defineConfig({
	testDir: "tests/e2e",
	workers: 1,
	timeout: 90_000,
	forbidOnly: true,
	reporter: [["list"], ["json", { outputFile: "test-results/e2e.json" }]],
	outputDir: "test-results/e2e",
	projects: [
		{ name: "chromium" },
		{ name: "firefox" },
		// The components alone, with made-up sessions.
		{ name: "view", testDir: "tests/components", testMatch: "*.spec.ts" },
		// The built extension in a tab of its own.
		{ name: "viewer", testDir: "tests/viewer", testMatch: "*.spec.ts" },
	],
	...(process.env.RECORD && {
		// Asks both browsers anew what they tell extensions: RECORD=1 npx playwright test --project record
		projects: [{ name: "record", testDir: "tests/record", testMatch: "*.record.ts" }],
	}),
	use: { trace: "off", video: "off", screenshot: "off" },
});
