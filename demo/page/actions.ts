import crazyrouterCases from "../server/cases/crazyrouter.json";
import routMyCases from "../server/cases/rout-my.json";
import { lumaExtend, midjourneyBatch, sunoBatch, sunoExtend, upscaleChain } from "./chains";
import { anthropicBody, chat, chatStream, geminiBody, get, post, responsesBody } from "./chat";
import { JOBS, runJob } from "./jobs";
import * as network from "./network";
import { type DemoSession, observe, type RouterChoice, readText, type Seen } from "./session";

/** One thing the page can do: a button, and a function of `window.demo`. */
export interface Action {
	/** Name in `window.demo`. */
	readonly id: string;
	readonly group: string;
	readonly label: string;
	readonly hint?: string;
	readonly run: (session: DemoSession) => Promise<Seen>;
}

interface ErrorCase {
	readonly note?: string;
	readonly message: string;
}

/** `429-seconds` of CrazyRouter becomes `crazyrouter429Seconds`. */
function camel(...parts: readonly string[]): string {
	const words = parts.flatMap((part) => part.split(/[^A-Za-z0-9]+/)).filter((word) => word !== "");
	return words.map((word, i) => (i === 0 ? word : `${word[0]?.toUpperCase()}${word.slice(1)}`)).join("");
}

function errors(
	group: string,
	prefix: string,
	router: RouterChoice,
	cases: Readonly<Record<string, ErrorCase>>,
): Action[] {
	return Object.entries(cases).map(([name, { note, message }]) => ({
		id: camel(prefix, name),
		group,
		label: name,
		hint: note ?? message,
		run: (session) =>
			chat(session, {
				demoCase: name,
				router: session.router === "localhost" && router === "crazyrouter" ? "localhost" : router,
			}),
	}));
}

const named = (group: string, list: readonly (readonly [string, string, Action["run"]])[]): Action[] =>
	list.map(([id, label, run]) => ({ id, group, label, run }));

const STREAMS = [
	"ok",
	"slow",
	"error-first",
	"error-mid",
	"bare-error",
	"ping-then-error",
	"silent-end",
	"stalled",
	"aborted",
	"content-filter",
	"cut-by-length",
	"as-json",
];

const BODIES = [
	"body-empty",
	"body-empty-200",
	"body-204",
	"body-truncated",
	"body-cut-json",
	"body-html",
	"body-html-as-json",
	"body-html-200",
	"body-5mb",
	"body-binary",
	"body-wrong-type",
	"body-json-as-html",
	"body-no-type",
	"body-not-json",
	"body-nested",
	"body-markup",
	"cloudflare-502",
	"cloudflare-521",
	"cloudflare-522",
	"cloudflare-524",
	"504",
];

/** Everything the page can do, in the order of its buttons. */
export const ACTIONS: readonly Action[] = [
	...named("Works", [
		["ok", "Chat completion", (s) => chat(s)],
		["models", "Models", (s) => get(s, "/v1/models")],
		["messages", "Anthropic messages", (s) => post(s, "/v1/messages", anthropicBody(false))],
		["responses", "Responses", (s) => post(s, "/v1/responses", responsesBody(false))],
		["gemini", "Gemini", (s) => post(s, "/v1beta/models/gemini-flash:generateContent", geminiBody)],
		[
			"geminiBlocked",
			"Gemini, blocked in a 200",
			(s) =>
				post(s, "/v1beta/models/gemini-flash:generateContent", geminiBody, { demoCase: "gemini-blocked" }),
		],
		[
			"image",
			"Image",
			(s) => post(s, "/v1/images/generations", { model: "gpt-image-1", prompt: "a lighthouse" }),
		],
		["noKey", "Without a key", (s) => observe(async () => readText(await fetch(`${s.base()}/v1/models`)))],
		["wrongPath", "Wrong path", (s) => post(s, "/v1/chat/completion", { model: "gpt-4o" })],
	]),
	...errors("Errors CrazyRouter", "crazyrouter", "crazyrouter", crazyrouterCases),
	...errors("Errors rout.my", "routmy", "rout.my", routMyCases),
	...STREAMS.map(
		(name): Action => ({
			id: camel("stream", name),
			group: "Streams",
			label: name.replaceAll("-", " "),
			run: (session) => chatStream(session, { demoCase: `stream-${name}` }),
		}),
	),
	...named("Streams", [
		["streamAnthropic", "Anthropic ok", (s) => post(s, "/v1/messages", anthropicBody(true))],
		[
			"streamAnthropicError",
			"Anthropic event: error",
			(s) => post(s, "/v1/messages", anthropicBody(true), { demoCase: "stream-anthropic-error" }),
		],
		[
			"streamResponsesFailed",
			"Responses failed",
			(s) => post(s, "/v1/responses", responsesBody(true), { demoCase: "stream-responses-failed" }),
		],
		["abortStream", "stopped by the page", network.abortStream],
	]),
	...BODIES.map(
		(name): Action => ({
			id: camel(/^\d/.test(name) ? `body-${name}` : name),
			group: "Broken bodies",
			label: name.replace(/^body-/, "").replaceAll("-", " "),
			run: (session) => chat(session, { demoCase: name }),
		}),
	),
	...named("Network", [
		["slow", "3 seconds", (s) => network.slow(s)],
		["reset", "Connection reset", (s) => chat(s, { demoCase: "reset" })],
		["resetBody", "Reset in the body", (s) => chat(s, { demoCase: "reset-body" })],
		["corsRefused", "CORS refused", network.corsRefused],
		["corsPreflight", "Preflight refused", network.corsPreflight],
		["abortEarly", "Page gives up", network.abortEarly],
		["refused", "Nobody listens", network.refused],
		["unknownHost", "Unknown host", network.unknownHost],
		["parallelPolls", "20 polls at once", network.parallelPolls],
		["clientRetries", "429, the client retries", (s) => chat(s, { demoCase: "429", retries: 2 })],
		["eagerRetries", "429, retried at once", network.eagerRetries],
		["leaveWhileReading", "Leave while reading", network.leaveWhileReading],
		["leaveDuringStream", "Leave during a stream", network.leaveDuringStream],
	]),
	...JOBS.flatMap((recipe) =>
		[undefined, ...recipe.outcomes].map(
			(outcome): Action => ({
				id: camel(recipe.id, outcome ?? ""),
				group: `Jobs · ${recipe.title}`,
				label: outcome ?? "success",
				run: (session) => runJob(session, recipe, outcome),
			}),
		),
	),
	...named("Jobs · Midjourney", [
		["midjourneyUpscale", "imagine, upscale, zoom", upscaleChain],
		["midjourneyBatch", "three, asked together", midjourneyBatch],
		["midjourneyTwice", "submitted twice", network.doubleSubmit],
	]),
	...named("Jobs · Suno", [
		["sunoBatch", "three, asked together", sunoBatch],
		["sunoExtend", "song and continuation", sunoExtend],
	]),
	...named("Jobs · Luma", [["lumaExtend", "clip and extension", lumaExtend]]),
	...named("Jobs · rout.my video", [
		["routmyVideo", "success", (s) => routMyVideo(s)],
		["routmyVideoFailure", "failure", (s) => routMyVideo(s, "failure")],
		["routmyVideoModeration", "moderation", (s) => routMyVideo(s, "moderation")],
	]),
];

/** One request that stays open until the video is there. */
const routMyVideo = (session: DemoSession, demoCase?: string) =>
	post(
		session,
		"/v1/video/generations",
		{ model: "veo-3", prompt: "A paper boat drifts down a rainy street" },
		{ router: "rout.my", demoCase },
	);
