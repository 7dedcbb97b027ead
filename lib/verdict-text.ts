import type { Diagnosis, Evidence } from "./diagnosis";
import { coded, escaped } from "./export/markdown";
import { formatWait } from "./format";
import { detail, faultCard, places, verdictWords } from "./messages/interface";
import { verdictText as words } from "./messages/lookup";
import { visibleParts } from "./visible-text";

/** A verdict as it leaves by the clipboard: our sentences, and of the answer only statuses, codes and ids. */
export interface Verdict {
	readonly title: string;
	/** Who answered, by name; "" when nobody says. */
	readonly speaker: string;
	readonly explanation: string;
	/** Null for the status word of a job. */
	readonly diagnosis: Diagnosis | null;
	readonly requestId: string | null;
	/** Page that documents it. */
	readonly source: string;
}

/** How a text is put down: plain, or as Markdown in which captured words are only ever code. */
interface Form {
	readonly title: (text: string) => string;
	readonly own: (text: string) => string;
	readonly captured: (text: string) => string;
	readonly label: (text: string) => string;
	readonly link: (url: string) => string;
	/** Ends a line within a paragraph. */
	readonly lineEnd: string;
}

const PLAIN: Form = {
	title: (text) => text,
	own: (text) => text.replaceAll("`", ""),
	captured: shown,
	label: (text) => `${text}:`,
	link: (url) => url,
	lineEnd: "\n",
};

const MARKDOWN: Form = {
	title: (text) => `### ${withCode(text)}`,
	own: withCode,
	captured: (text) => coded(shown(text)),
	label: (text) => `**${text}:**`,
	link: (url) => `<${url}>`,
	lineEnd: "  \n",
};

/** The verdict as a person would write it down. No line holds more of the answer than a status, a code or an id. */
export function verdictAsText(verdict: Verdict): string {
	return written(verdict, PLAIN);
}

/** The same for a ticket or a chat that reads Markdown. */
export function verdictAsMarkdown(verdict: Verdict): string {
	return written(verdict, MARKDOWN);
}

function written({ title, speaker, explanation, diagnosis, requestId, source }: Verdict, form: Form): string {
	const paragraphs = [
		form.title(title),
		form.own(explanation),
		...(diagnosis ? diagnosisLines(diagnosis, form) : []),
		lines(form, [
			...[...new Set([diagnosis?.requestId ?? requestId])]
				.filter((id) => id !== null)
				.map((id) => `${form.label(detail.requestId)} ${form.captured(id)}`),
			diagnosis?.errorId ? `${form.label(detail.errorId)} ${form.captured(diagnosis.errorId)}` : "",
			speaker === "" ? "" : `${form.label(words.router)} ${form.own(speaker)}`,
			source === "" ? "" : `${form.label(words.documentation)} ${form.link(source)}`,
		]),
	];
	return paragraphs.filter((text) => text !== "").join("\n\n");
}

function diagnosisLines(diagnosis: Diagnosis, form: Form): readonly string[] {
	const { retry, fault, actions, warning, cause } = diagnosis;
	const wait = retry.afterMs === null ? "" : `, ${detail.waitFirst} ${formatWait(retry.afterMs)}`;
	const schedule = (retry.scheduleMs ?? []).map((ms) => formatWait(ms)).join(", ");
	const evidence = diagnosis.evidence.filter(isShort);
	return [
		warning === "" ? "" : form.own(warning),
		lines(form, [
			`${form.label(detail.who)} ${faultCard[fault].who}`,
			`${form.label(detail.retry)} ${verdictWords[retry.verdict]}${wait}`,
			schedule === "" ? "" : `${form.label(detail.schedule)} ${schedule}`,
		]),
		actions.length === 0
			? ""
			: [form.label(detail.actions), ...actions.map((text, index) => `${index + 1}. ${form.own(text)}`)].join(
					"\n",
				),
		evidence.length === 0
			? ""
			: lines(
					form,
					evidence.map(
						({ where, path, value }) =>
							`${form.label(places.get(where) ?? where)} ${form.captured(path === "" ? value : `${path} = ${value}`)}`,
					),
				),
		cause && cause.title !== diagnosis.title ? `${form.label(detail.inner)} ${form.own(cause.title)}` : "",
	];
}

/** A line for each that says something. */
function lines(form: Form, texts: readonly string[]): string {
	return texts.filter((text) => text !== "").join(form.lineEnd);
}

/** Statuses, codes, types: short words. Messages may hold what was asked, so they stay here. */
function isShort({ where, path, value }: Evidence): boolean {
	return (
		value.length <= 60 && (where === "response.status" || /(?:^|[._])(?:code|type|status|param)$/i.test(path))
	);
}

/** What hides or reorders text is named, as on screen. */
function shown(text: string): string {
	return visibleParts(text, 300, false)
		.map((part) => ("chip" in part ? `[${part.chip}]` : part.text))
		.join("");
}

/** Sentences of ours hold captured words in backticks only; they stay code. */
function withCode(text: string): string {
	return text
		.split(/`([^`]+)`/)
		.map((part, index) => (index % 2 === 1 ? coded(part) : escaped(part)))
		.join(" ")
		.replace(/ +/g, " ")
		.replace(/ ([.,;:)])/g, "$1")
		.trim();
}
