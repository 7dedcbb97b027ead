import preact from "@preact/preset-vite";
import { defineConfig } from "vitest/config";

export default defineConfig({
	plugins: [preact()],
	test: {
		include: ["tests/**/*.test.{ts,tsx}"],
		exclude: ["tests/e2e/**", "node_modules/**"],
		maxWorkers: 2,
		// Generous, because a busy machine is no failure: what must be fast is measured as a ratio in `npm run bench`.
		testTimeout: 60_000,
	},
});
