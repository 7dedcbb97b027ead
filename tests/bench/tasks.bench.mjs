// Jobs: joining 1,000 jobs with 50 polls each, as a ratio to decoding the same exchanges in the same run.
import { loadLib } from "../../scripts/decode/bundle.mjs";
import { report } from "./report.mjs";

const ROUNDS = 12;
const POLLS = 10;

/**
 * @returns {Promise<import("./report.mjs").Figure[]>} the best of some rounds each; a value
 * over its limit is a failure
 */
async function bench() {
	const { lib } = await loadLib("../tests/bench/tasks-entry.ts", ["tests/bench", "tests/fixtures"]);
	// As the browser reports them: in the order they finish.
	const { exchanges } = lib.playSession(lib.random(4), 1_000, 50);
	const end = (/** @type {any} */ { startedDateTime, time }) => Date.parse(startedDateTime) + time;
	exchanges.sort((/** @type {any} */ a, /** @type {any} */ b) => end(a) - end(b));
	const context = { watchedHosts: [] };
	const best = { decode: Infinity, join: Infinity, again: Infinity, audit: Infinity };
	for (let round = 0; round < ROUNDS; round++) {
		const decoded = new Array(exchanges.length);
		best.decode = least(best.decode, () => {
			for (let i = 0; i < exchanges.length; i++) decoded[i] = lib.decode(exchanges[i], context);
		});
		const book = lib.createTaskBook(lib.explainFailure);
		best.join = least(best.join, () => {
			for (let i = 0; i < exchanges.length; i++) book.observe(exchanges[i], decoded[i]);
			book.tasks();
		});
		// One more poll of one job among a thousand: what a live panel pays. Processor time is told in steps too coarse for one.
		const last = exchanges.length - 1;
		best.again = least(best.again, () => {
			for (let poll = 0; poll < POLLS; poll++) {
				book.observe({ ...exchanges[last], id: `again-${round}-${poll}` }, decoded[last]);
				book.tasks();
			}
		});
		const audit = lib.createAudit();
		best.audit = least(best.audit, () => {
			for (let i = 0; i < exchanges.length; i++)
				audit.observe({ exchange: exchanges[i], decoded: decoded[i] });
			audit.findings(book.tasks());
		});
	}
	return [
		{
			name: `joining ${exchanges.length} exchanges to decoding them`,
			value: best.join / best.decode,
			limit: 1,
			unit: "×",
		},
		{ name: "auditing them to decoding them", value: best.audit / best.decode, limit: 1, unit: "×" },
		{
			name: "one more poll among 1,000 jobs, with its list",
			value: best.again / POLLS,
			limit: 16,
			unit: "ms",
		},
	];
}

/** Processor time of a run in milliseconds: other work on the machine does not count. @param {number} known @param {() => void} run */
function least(known, run) {
	const before = process.cpuUsage().user;
	run();
	return Math.min(known, (process.cpuUsage().user - before) / 1000);
}

report(await bench());
