import { loadLib } from "./decode/bundle.mjs";
import { ensureInstalled } from "./decode/install.mjs";
import { readInput } from "./decode/read-input.mjs";
import { problemReport, taskReport } from "./decode/report.mjs";
import { exchangeJson, taskJson } from "./decode/result.mjs";

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
	ensureInstalled();
	const { lib } = await loadLib("decode/entry.ts");
	process.exitCode = run(lib);
}

/** @param {any} lib @returns {number} exit status */
function run(lib) {
	const result = { version: 1, exchanges: [], tasks: [], findings: [] };
	/** @type {string[]} */
	const report = [];
	let unreadable = false;
	let problems = 0;
	let seen = 0;
	for (const file of files) {
		const input = readInput(file);
		if ("reason" in input) {
			complain(file, "", input.reason);
			unreadable = true;
			continue;
		}
		const { exchanges, problems: broken } = exchangesOf(lib, file, input.text);
		for (const { place, reason } of broken) complain(file, place, reason);
		unreadable ||= broken.length > 0;
		seen += exchanges.length;
		const book = lib.createTaskBook(lib.explainFailure);
		for (const { index, exchange } of exchanges) {
			const decoded = lib.decode(exchange, { watchedHosts: [] });
			book.observe(exchange, decoded);
			if (decoded.diagnosis) problems += 1;
			if (isJson) result.exchanges.push(exchangeJson(file, index, exchange, decoded));
			else if (decoded.diagnosis)
				report.push(problemReport(isHar(file) ? `${file} #${index}` : file, exchange, decoded));
		}
		const tasks = isHar(file) ? book.tasks() : [];
		const ids = new Map(tasks.map((/** @type {any} */ task) => [task.key, task.id]));
		for (const task of tasks)
			if (isJson) result.tasks.push(taskJson(file, task, (key) => ids.get(key) ?? null));
			else report.push(taskReport(task));
	}
	if (isJson) process.stdout.write(`${JSON.stringify(result)}\n`);
	else
		process.stdout.write(
			`${report.join("\n")}${report.length > 0 ? "\n" : ""}${seen} exchange${seen === 1 ? "" : "s"}, ${problems === 0 ? "nothing is wrong" : `${problems} with a problem`}.\n`,
		);
	return unreadable ? 2 : problems > 0 || result.findings.length > 0 ? 1 : 0;
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
		return {
			exchanges: [
				{ index: 0, exchange: { ...exchange, responseBody: { ...exchange.responseBody, text: "" } } },
			],
			problems: [],
		};
	return { exchanges: [{ index: 0, exchange }], problems: [] };
}

/** One line: which file, where, why. @param {string} file @param {string} place @param {string} reason */
function complain(file, place, reason) {
	const line = `decode: ${file === "-" ? "standard input" : file}: ${place === "" ? "" : `${place}: `}${reason}`;
	process.stderr.write(`${line.replace(/[\u0000-\u001f\u007f-\u009f]/g, " ").slice(0, 500)}\n`);
}
