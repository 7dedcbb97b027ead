import { ensureInstalled } from "./decode/install.mjs";
import { run } from "./setup/run.mjs";

/** `npm run bench`: what things cost, as ratios measured in one run. Exit status 1 when a figure is over its limit. */

ensureInstalled();
for (const name of ["decode", "tasks", "live", "har", "lookup", "panel"]) {
	// A process each: what one leaves in memory would be cleared up while the next is measured.
	const { code } = await run(process.execPath, [`tests/bench/${name}.bench.mjs`], { show: true });
	if (code !== 0) process.exitCode = 1;
}
