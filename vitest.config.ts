import preact from "@preact/preset-vite";
import { defineConfig } from "vitest/config";

/** Hold times against a bound: each in a process of its own, where nothing of other files is in memory or half compiled. */
const TIMED = [
	"tests/catalog/linear.test.ts",
	"tests/export/linear.test.ts",
	"tests/fuzz/fuzz.test.ts",
	"tests/har-import.test.ts",
	"tests/leak-check.test.ts",
	"tests/paste-form.test.ts",
	"tests/scripts/**/*.test.ts",
];
const EXCLUDED = ["tests/e2e/**", "node_modules/**"];

export default defineConfig({
	plugins: [preact()],
	test: {
		maxWorkers: 2,
		// Generous, because a busy machine is no failure: what must be fast is measured as a ratio in `npm run bench`.
		testTimeout: 60_000,
		projects: [
			{
				extends: true,
				// The catalogue is read and its patterns are made once a process instead of once a file.
				test: {
					name: "shared",
					isolate: false,
					include: ["tests/**/*.test.{ts,tsx}"],
					exclude: [...EXCLUDED, ...TIMED],
				},
			},
			{ extends: true, test: { name: "timed", include: TIMED, exclude: EXCLUDED } },
		],
	},
});
