import { styleText } from "node:util";

/** Paints only where somebody looks: a terminal that takes colour. */
const isColoured = process.stdout.isTTY === true && !process.env.NO_COLOR && process.env.TERM !== "dumb";

/** @param {any} style @param {string} text */
function paint(style, text) {
	return isColoured ? styleText(style, text) : text;
}

/** Control and bidirectional characters of captured text would act on the terminal: shown as their code points. */
const UNSAFE = /[\u0000-\u0009\u000b-\u001f\u007f-\u009f\u200b-\u200f\u202a-\u202e\u2066-\u2069\ufeff]/g;

/** @param {unknown} text */
function plain(text) {
	return String(text).replace(
		UNSAFE,
		(char) => `\\u${(char.codePointAt(0) ?? 0).toString(16).padStart(4, "0")}`,
	);
}

/** @type {Record<string, string>} */
const FAULT = {
	client: "the calling code",
	account: "the account or key",
	router: "the router",
	upstream: "the provider behind the router",
	network: "the network",
};
/** @type {Record<string, string>} */
const VERDICT = {
	yes: "yes, with backoff",
	later: "later, not now",
	"after-change": "only after a change",
	no: "no",
	unknown: "nobody documents it",
};

/**
 * One problem as paragraphs for people.
 * @param {string} place file and position
 * @param {any} exchange
 * @param {any} decoded
 */
export function problemReport(place, exchange, decoded) {
	const { diagnosis, router } = decoded;
	const status =
		exchange.status === null ? "" : exchange.status === 0 ? "no answer" : String(exchange.status);
	const inside = diagnosis.failedInside ? ", failed inside" : "";
	const request = [status + inside, exchange.method, exchange.url].filter(Boolean).map(plain).join("  ");
	const lines = [
		paint("dim", place),
		...(request === "" ? [] : [request]),
		`${paint(["bold", "red"], plain(diagnosis.title))}  ${paint("dim", `${diagnosis.category}${router ? ` · ${plain(router)}` : ""}`)}`,
		...(diagnosis.warning ? [paint("yellow", plain(diagnosis.warning))] : []),
		plain(diagnosis.explanation),
		`Fault: ${FAULT[diagnosis.fault]}.  Retry: ${retryWords(diagnosis.retry)}.`,
		...diagnosis.actions.map(
			(/** @type {string} */ action, /** @type {number} */ at) => `  ${at + 1}. ${plain(action)}`,
		),
		...(diagnosis.cause ? [`Cause: ${plain(diagnosis.cause.title)} (${diagnosis.cause.category})`] : []),
		...(diagnosis.serverMessage
			? [paint("dim", `From server: “${plain(cut(diagnosis.serverMessage, 300))}”`)]
			: []),
		...diagnosis.evidence
			.slice(0, 6)
			.map((/** @type {any} */ { where, path, value }) =>
				paint("dim", `  ${where}${path ? ` ${plain(path)}` : ""} = ${plain(cut(value, 160))}`),
			),
		...(diagnosis.requestId ? [`Request id: ${plain(diagnosis.requestId)}`] : []),
		...(diagnosis.errorId ? [`Error id: ${plain(diagnosis.errorId)}`] : []),
		...diagnosis.contradictions.map((/** @type {any} */ { text }) => `Documents disagree: ${plain(text)}`),
		paint("dim", `Source: ${diagnosis.source}`),
	];
	return `${lines.join("\n")}\n`;
}

/** @param {any} retry */
function retryWords({ verdict, afterMs, scheduleMs }) {
	const after = afterMs === null ? "" : `, not before ${seconds(afterMs)}`;
	const schedule = scheduleMs === null ? "" : ` (waits of ${scheduleMs.map(seconds).join(", ")})`;
	return `${VERDICT[verdict]}${after}${schedule}`;
}

/** @param {number} ms */
function seconds(ms) {
	return ms < 1000 ? `${ms} ms` : `${Math.round(ms / 100) / 10} s`;
}

/** @param {string} text @param {number} most */
function cut(text, most) {
	return text.length <= most ? text : `${text.slice(0, most - 1)}…`;
}

/** One job as one line. @param {any} task */
export function taskReport(task) {
	const progress = task.progress === null ? "" : ` ${Math.round(task.progress * 100)} %`;
	const failure = task.failure ? ` — ${plain(task.failure.title)}` : "";
	return `${plain(task.system)} ${plain(task.id)}: ${plain(task.state)} (${task.phase})${progress}, ${task.polls} polls${failure}\n`;
}

/** @param {any} finding */
export function findingReport(finding) {
	const actions = finding.actions.map((/** @type {string} */ action) => `  - ${plain(action)}`).join("\n");
	return `${paint("bold", plain(finding.title))}\n${plain(finding.detail)}\n${actions}\n`;
}
