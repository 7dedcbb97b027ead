import { loadLib } from "./decode/bundle.mjs";
import { ensureInstalled } from "./decode/install.mjs";
import { readInput } from "./decode/read-input.mjs";
import { findingReport, problemReport, taskReport } from "./decode/report.mjs";
import { exchangeJson, findingJson, taskJson } from "./decode/result.mjs";

/**
 * `npm run --silent decode -- [--json] FILE...`: explains captures (*.har) and pasted text, `-` reads standard input.
 * Exit status: 0 nothing is wrong, 1 problems were found, 2 an input could not be read.
 */

const USAGE =
	"usage: npm run --silent decode -- [--json] FILE...   (FILE: a .har, any other text, or - for standard input)\n";

const args = process.argv.slice(2);
const isJson = args.includes("--json");
const end = args.indexOf("--");
const options = (end < 0 ? args : args.slice(0, end)).filter((arg) => arg.startsWith("-") && arg !== "-");
const files = [
	...(end < 0 ? args : args.slice(0, end)).filter((arg) => !arg.startsWith("-") || arg === "-"),
	...(end < 0 ? [] : args.slice(end + 1)),
];

if (options.includes("--help") || options.includes("-h")) {
	process.stdout.write(USAGE);
} else if (files.length === 0 || options.some((option) => option !== "--json")) {
	const unknown = options.find((option) => option !== "--json");
	process.stderr.write(unknown ? `decode: unknown option ${unknown}\n${USAGE}` : USAGE);
	process.exitCode = 2;
} else {
	// A reader that has seen enough (`| head`) closes the pipe: no reason for a stack trace.
	process.stdout.on("error", (error) => {
		if (!("code" in error && error.code === "EPIPE")) throw error;
	});
	ensureInstalled();
	const { lib } = await loadLib("decode/entry.ts");
	process.exitCode = run(lib);
}

/** @param {any} lib @returns {number} exit status */
function run(lib) {
	/** @type {{ version: 1, exchanges: unknown[], tasks: unknown[], findings: unknown[] }} */
	const result = { version: 1, exchanges: [], tasks: [], findings: [] };
	/** @type {string[]} */
	const report = [];
	let unreadable = false;
	let problems = 0;
	let seen = 0;
	for (const file of files) {
		const input = readInput(file);
		const read =
			"reason" in input
				? { exchanges: [], problems: [{ place: "", reason: input.reason }] }
				: exchangesOf(lib, file, input.text);
		for (const { place, reason } of read.problems) complain(file, place, reason);
		unreadable ||= read.problems.length > 0;
		seen += read.exchanges.length;
		const book = lib.createTaskBook(lib.explainFailure);
		const audit = lib.createAudit();
		const places = new Map();
		for (const { index, exchange } of read.exchanges) {
			const decoded = lib.decode(exchange, { watchedHosts: [] });
			places.set(exchange.id, index);
			if (isHar(file)) {
				book.observe(exchange, decoded);
				audit.observe({ exchange, decoded });
			}
			if (decoded.diagnosis) problems += 1;
			if (isJson) result.exchanges.push(exchangeJson(file, index, exchange, decoded));
			else if (decoded.diagnosis)
				report.push(problemReport(isHar(file) ? `${file} #${index}` : file, exchange, decoded));
		}
		const tasks = book.tasks();
		const findings = audit.findings(tasks);
		problems += findings.length;
		const ids = new Map(tasks.map((/** @type {any} */ task) => [task.key, task.id]));
		const idOf = (/** @type {string} */ key) => ids.get(key) ?? null;
		if (isJson) {
			for (const task of tasks) result.tasks.push(taskJson(file, task, idOf));
			for (const finding of findings) result.findings.push(findingJson(file, finding, places, idOf));
		} else report.push(...tasks.map(taskReport), ...findings.map(findingReport));
	}
	process.stdout.write(
		isJson
			? `${JSON.stringify(result)}\n`
			: `${report.join("\n")}${report.length > 0 ? "\n" : ""}${summary(seen, problems)}\n`,
	);
	return unreadable ? 2 : problems > 0 ? 1 : 0;
}

/** @param {number} seen @param {number} problems */
function summary(seen, problems) {
	return `${seen} exchange${seen === 1 ? "" : "s"}, ${problems === 0 ? "nothing is wrong" : `${problems} problem${problems === 1 ? "" : "s"}`}.`;
}

/** @param {string} file */
function isHar(file) {
	return /\.har$/i.test(file);
}

/** @param {any} lib @param {string} file @param {string} text */
function exchangesOf(lib, file, text) {
	if (isHar(file)) return lib.readHar(text, `${file}#`);
	const { kind, exchange } = lib.readPaste(text, file);
	if (kind === "nothing")
		return { exchanges: [], problems: [{ place: "", reason: "there is no text in it" }] };
	if (kind === "request")
		complain(file, "", "this is a request without its answer, there is nothing to explain");
	return { exchanges: [{ index: 0, exchange }], problems: [] };
}

/** One line: which file, where, why. @param {string} file @param {string} place @param {string} reason */
function complain(file, place, reason) {
	const line = `decode: ${file === "-" ? "standard input" : file}: ${place === "" ? "" : `${place}: `}${reason}`;
	process.stderr.write(`${line.replace(/[\u0000-\u001f\u007f-\u009f]/g, " ").slice(0, 500)}\n`);
}
