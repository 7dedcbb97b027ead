import { ensureInstalled } from "./decode/install.mjs";

/** `npm run bench`: what things cost, as ratios measured in one run. Exit status 1 when a figure is over its limit. */

ensureInstalled();
const { benchDecode } = await import("../tests/bench/decode.bench.mjs");
const { bench: benchTasks } = await import("../tests/bench/tasks.bench.mjs");
const { benchLive } = await import("../tests/bench/live.bench.mjs");
const { benchHar } = await import("../tests/bench/har.bench.mjs");
const { benchLookup } = await import("../tests/bench/lookup.bench.mjs");
const { benchPanel } = await import("../tests/bench/panel.bench.mjs");

for (const bench of [benchDecode, benchTasks, benchLive, benchHar, benchLookup, benchPanel])
	for (const { name, value, limit, unit } of await bench()) {
		const ok = value <= limit;
		process.stdout.write(
			`${ok ? "ok  " : "OVER"} ${value.toFixed(2).padStart(8)} ${unit}  ${name} (limit ${limit})\n`,
		);
		if (!ok) process.exitCode = 1;
	}
