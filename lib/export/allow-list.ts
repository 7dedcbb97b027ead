import { isPlainToken } from "./plain-words";

/**
 * What may leave: names of headers, query parameters and body keys whose values are known to be harmless, each with the
 * grammar its value must have. Everything else is left out or replaced, so that a name nobody thought of cannot leak.
 */

/** Grammars of values, by what they carry. All linear: no nested repetition. */
export const VALUE_GRAMMARS = {
	number: /^-?\d{1,15}(?:\.\d{1,6})?$/,
	/** `1s`, `6m0s`, `20ms`, `1m30.951s`: how routers write resets. */
	duration: /^\d{1,12}(?:\.\d{1,9})?(?:ms|s|m|h|d)?(?:\d{1,6}(?:\.\d{1,9})?(?:ms|s|m|h)){0,3}$/,
	httpDate: /^[A-Z][a-z]{2,8}, \d{2}[ -][A-Z][a-z]{2}[ -]\d{2,4} \d{2}:\d{2}:\d{2} GMT$/,
	isoDate: /^\d{4}-\d{2}-\d{2}(?:[T ]\d{2}:\d{2}(?::\d{2}(?:\.\d{1,9})?)?(?:Z|[+-]\d{2}:?\d{2})?)?$/,
	mediaType: /^[a-z]{1,20}\/[a-z0-9.+-]{1,60}(?:; ?charset="?[a-z0-9-]{1,20}"?)?$/i,
	/** Accept and similar lists of media types, codings, languages. */
	tokenList: /^[a-z*]{1,20}(?:[/.+*a-z-]|;q=|; ?|, ?|[0-9.]{1,5}(?=[,;]|$)){0,120}$/i,
	/** Request ids of routers and providers: no spaces, no punctuation a key's wrapper would need. */
	id: /^[A-Za-z0-9][\w.:-]{3,99}$/,
	ray: /^[0-9a-f]{12,20}-[A-Z]{3}$/,
	word: /^[A-Za-z][A-Za-z_-]{0,30}$/,
	/** The name of an operation: `CVSync2AsyncSubmitTask`, `generateContent`. */
	name: /^[A-Za-z][\w.-]{0,60}$/,
	version: /^v?\d{1,4}(?:[.-]\d{1,4}){0,4}(?:-[a-z]{2,8}\d{0,3})?$/i,
} as const;
export type Grammar = keyof typeof VALUE_GRAMMARS;

/** Headers whose values may leave, with the grammars of which one must fit. Names ending in `*` are prefixes. */
export const SAFE_HEADERS: ReadonlyMap<string, readonly Grammar[]> = new Map<string, readonly Grammar[]>([
	["content-type", ["mediaType"]],
	["content-length", ["number"]],
	["content-encoding", ["tokenList"]],
	["transfer-encoding", ["tokenList"]],
	["accept", ["tokenList"]],
	["accept-encoding", ["tokenList"]],
	["access-control-allow-credentials", ["word"]],
	["access-control-allow-headers", ["tokenList"]],
	["access-control-allow-methods", ["tokenList"]],
	["access-control-request-headers", ["tokenList"]],
	["access-control-request-method", ["word"]],
	["date", ["httpDate"]],
	["age", ["number"]],
	["allow", ["tokenList"]],
	["server", ["word", "version"]],
	["cache-control", ["tokenList"]],
	["retry-after", ["number", "httpDate", "duration"]],
	["retry-after-ms", ["number"]],
	["x-request-id", ["id"]],
	["request-id", ["id"]],
	["x-oneapi-request-id", ["id"]],
	["x-new-api-version", ["version"]],
	["openai-version", ["isoDate", "version"]],
	["openai-processing-ms", ["number"]],
	["anthropic-version", ["isoDate"]],
	["x-ratelimit-*", ["number", "duration", "isoDate"]],
	["ratelimit-*", ["number", "duration", "isoDate"]],
	["ratelimit", ["number"]],
	["anthropic-ratelimit-*", ["number", "duration", "isoDate"]],
	["cf-ray", ["ray"]],
	["cf-mitigated", ["word"]],
	["cf-cache-status", ["word"]],
	["x-should-retry", ["word"]],
	["x-stainless-retry-count", ["number"]],
	["x-stainless-timeout", ["number"]],
	["x-stainless-lang", ["word"]],
	["x-stainless-package-version", ["version"]],
]);

/** Headers that carry a URL of which the origin may leave. */
export const ORIGIN_HEADERS: ReadonlySet<string> = new Set([
	"origin",
	"referer",
	"access-control-allow-origin",
	"location",
	"content-location",
]);

/** Header names that may be shown though their value may not: which kind of key was sent matters to support. */
export const KNOWN_HEADER_NAMES: ReadonlySet<string> = new Set(
	"authorization proxy-authorization www-authenticate cookie set-cookie x-api-key api-key x-goog-api-key mj-api-secret x-auth-token x-access-token xi-api-key ocp-apim-subscription-key openai-organization openai-project openai-model anthropic-beta user-agent host connection via server-timing x-served-by x-forwarded-for sec-websocket-protocol link vary etag expires".split(
		" ",
	),
);

/** Query parameters whose values may leave, with their grammar. */
export const SAFE_QUERY: ReadonlyMap<string, readonly Grammar[]> = new Map<string, readonly Grammar[]>([
	["alt", ["word"]],
	["api-version", ["isoDate", "version"]],
	["limit", ["number"]],
	["order", ["word"]],
	["page", ["number"]],
	["page_size", ["number"]],
	["version", ["version"]],
	["action", ["name"]],
	["stream", ["word", "number"]],
	["beta", ["word", "number"]],
	["status", ["word"]],
]);

/** Query parameters whose value is read as a model name or a task id. */
export const MODEL_QUERY: ReadonlySet<string> = new Set(["model"]);
export const ID_QUERY: ReadonlySet<string> = new Set(["id", "task_id", "taskid", "ids", "after", "before"]);

/** Body keys, normalised (lower case, without `-` and `_`), whose value never leaves, at any depth. */
export const SECRET_KEYS: ReadonlySet<string> = new Set(
	"apikey key secret token accesstoken refreshtoken idtoken sessiontoken authtoken bearer authorization auth password passwd pwd clientsecret privatekey accesskey secretkey credential credentials cookie cookies jwt signature sign webhook webhookurl callback callbackurl notifyhook notifyurl callbacksecret email mail phone mobile user userid username ip ipaddress clientip safetyidentifier enduser session sessionid otp organization org project address name firstname lastname".split(
		" ",
	),
);

/** Body keys, normalised, that hold what people wrote or models made: left out unless asked for. */
export const CONTENT_KEYS: ReadonlySet<string> = new Set(
	"messages prompt prompts negativeprompt input inputs instructions system systeminstruction contents content parts text choices candidates delta output completion completions embedding embeddings b64json base64 base64array image images imageurl imageurls audio audiourl video videourl videos url urls uri data file files filename lyrics tags title finalprompt prompten positiveprompt gptdescriptionprompt properties query document documents arguments reasoning reasoningcontent thinking transcript caption script notes metadata bannedword summary".split(
		" ",
	),
);

/** Body keys, normalised, that hold a machine's short word: kept when it is one. */
export const WORD_KEYS: ReadonlySet<string> = new Set(
	"type code status state taskstatus object finishreason stopreason nativefinishreason blockreason role param reason severity param loc action kind mode service domain errortype errorcode errcode category category probability tier servicetier size resolution aspectratio duration quality style responseformat format encodingformat modality progress timeelapsed retrydelay quotaid quotametric quotavalue quotalimit location region provider providername limittype group failurecode incompletedetails ret innererror codename version @type $fault $service".split(
		" ",
	),
);

/** Of these, the keys that speak of a failure also where they stand among content (`output.message`, `data.fail_reason`). */
export const FAILURE_KEYS: ReadonlySet<string> = new Set(
	"message msg error errormessage errmsg errormsg statusmsg taskstatusmsg failreason failedreason failuremessage failure reason reasons errors errordescription statusmessage finishmessage blockreasonmessage".split(
		" ",
	),
);

/** Body keys, normalised, that hold a sentence of the server: kept in failed answers, scrubbed. */
export const MESSAGE_KEYS: ReadonlySet<string> = new Set(
	"message msg error errormessage errmsg errormsg statusmsg taskstatusmsg failreason failedreason failuremessage failure description detail details reason reasons title hint help info errors warning explanation statustext statusmessage raw cause upstream upstreamerror lasterror errordescription innermessage remark note refusal finishmessage blockreasonmessage displaymessage localizedmessage providername issues".split(
		" ",
	),
);

/** Body keys, normalised, that hold an id support can look up: kept when it has the shape of one. */
export const ID_KEYS: ReadonlySet<string> = new Set(
	"id taskid requestid errorid traceid jobid responseid generationid videoid clipid parentid rayid logid systemfingerprint batchid".split(
		" ",
	),
);

/** Body keys, normalised, that name a model. */
export const MODEL_KEYS: ReadonlySet<string> = new Set(
	"model modelname modelid modelversion mv engine deployment upstreammodel".split(" "),
);

/** Body keys, normalised, that hold a time or a count. */
export const NUMBER_KEYS: ReadonlySet<string> = new Set(
	"created createdat updated updatedat completedat startedat finishedat finishtime starttime submittime createtime updatetime expiresat resetat resetsat resetsinseconds retryafter retryafterms seed progress code status errorcode httpstatus statuscode".split(
		" ",
	),
);

/** A body key as the sets above know it. */
export function normalKey(name: string): string {
	return name.toLowerCase().replace(/[-_\s]/g, "");
}

/** Grammars that random text could have, too: their words must be words. */
const WORDY: ReadonlySet<Grammar> = new Set(["mediaType", "tokenList", "word", "name", "version"]);

/** Does the value have one of these grammars? */
export function fits(value: string, grammars: readonly Grammar[]): boolean {
	if (value.length > 200) return false;
	return grammars.some(
		(grammar) =>
			VALUE_GRAMMARS[grammar].test(value) &&
			(!WORDY.has(grammar) || value.split(/[^A-Za-z0-9.]+/).every(isPlainToken)),
	);
}

/** The grammars for a header's value, or null when it may not leave. */
export function headerGrammars(name: string): readonly Grammar[] | null {
	const lower = name.toLowerCase();
	const exact = SAFE_HEADERS.get(lower);
	if (exact) return exact;
	for (const [known, grammars] of SAFE_HEADERS)
		if (known.endsWith("*") && lower.startsWith(known.slice(0, -1)) && /^[a-z-]{1,60}$/.test(lower))
			return grammars;
	return null;
}
