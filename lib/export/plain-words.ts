import { FAMILIES } from "../catalog/list";
import { ROUTERS } from "../catalog/router-list";

/**
 * Which tokens of a sentence are ordinary words, codes, numbers or model names. A server's message leaves word by word:
 * a token that is none of these may be a key in a form nobody has listed, so it stays here.
 */

/**
 * For each letter a–z the letters that follow it in 98 % of English running text. Random letters break it at every second
 * step, words at most once or twice.
 */
const FOLLOWERS =
	"bcdfgiklmnprstuvwxyz abeijloprstuy acehiklorstuy adegilorsuy abcdefghijlmnopqrstuvwxy aefilorstuy aeghilmnorsu aeilmorstuy abcdefgklmnoprstvxz aeosu aeinos abcdefiklopstuvy abeilmopsu acdefghiklmnopstuvy abcdefgiklmnoprstuvwxy aceghiloprstu u abcdefgiklmnoprstuvwy acdefhiklmnopstuwy acdefhiloprstuwy abcdefgilmnoprst aeio aehilnors aceipt aceilmnops aei".split(
		" ",
	);
/** Acronyms and names of the field that do not read like English. */
const NAMES = new Set(
	"txt img vid gzip zstd deflate br utf8 xhr websocket sec ch ua http https html json yaml xml url uri api sdk sse cors dns tls ssl ssh tcp udp ip http2 http3 h2 cdn nginx openresty tengine cloudflare mj midjourney suno kling klingai jimeng luma runway runwayml openai anthropic claude gpt chatgpt gemini deepseek qwen doubao hunyuan ernie kimi moonshot minimax zhipu glm chatglm bigmodel dashscope aliyun alibailian volcengine volc ark siliconflow baidu wenxin tencent litellm openrouter azure aws bedrock vertex vertexai groq xai grok mistral mixtral llama ollama vllm sglang cohere perplexity pplx together fireworks replicate huggingface stability sora veo dall dalle flux sdxl ideogram hailuo pika seedance seedream wan cogvideo cogview rpm tpm rpd tpd itpm otpm ipm max_tokens utf utf8 base64 jpeg jpg png webp gif mp3 mp4 wav webm svg pdf csv bearer oauth jwt sk csrf xsrf sql mysql redis postgres econnreset econnrefused etimedout enotfound epipe eai_again ehostunreach und_err_connect_timeout curl nodejs npm pnpm python golang axios httpx aiohttp tokens wss webrtc ws nsfw oneapi newapi new_api one_api kb mb gb ms rmb usd cny ctx todo typeof nullptr https".split(
		" ",
	),
);

/** Words the catalogue itself looks for or speaks: a verdict must not turn on a word that is taken out. */
const CATALOGUE_WORDS: ReadonlySet<string> = new Set(
	[...ROUTERS, ...FAMILIES].flatMap(({ entries }) =>
		entries.flatMap(({ match, title, explanation }) => {
			const texts = [
				...(match.message ?? []),
				...(match.code ?? []),
				...(match.type ?? []),
				title,
				explanation,
			];
			return texts.flatMap((text) => text.toLowerCase().match(/[a-z]{4,24}/g) ?? []);
		}),
	),
);

/** Longest token that can be a word, a code or a model name. */
const LONGEST = 80;

/** Is this token, cut at white space, quotes and brackets, something a server says to everybody? */
export function isPlainToken(token: string): boolean {
	const text = token.normalize("NFKC");
	if (text.length > LONGEST) return false;
	if (/[^\u0020-\u007e]/.test(text)) return isPlainForeign(text);
	if (isDateLike(text)) return true;
	let digits = 0;
	let mixed = 0;
	let words = 0;
	for (const segment of text.split(/[^A-Za-z0-9]+/)) {
		if (segment === "") continue;
		const numbers = segment.replace(/\D/g, "").length;
		digits += numbers;
		if (numbers === segment.length) continue;
		if (numbers === 0) {
			if (!isWord(segment)) return false;
			words += segment.length > 2 ? 1 : 0;
		} else {
			if (!isShortMixed(segment)) return false;
			mixed += 1;
		}
	}
	if (digits > 12 || mixed > 3) return false;
	// An address is four numbers; a recovery code is several mixed groups with no word among them.
	if (/\d{1,3}(?:\.\d{1,3}){3}/.test(text) || /[+*]\d/.test(text)) return false;
	return mixed < 2 || words > 0;
}

/** Letters only: an English-looking word, camelCase of such words, an acronym or a name of the field. */
export function isWord(letters: string): boolean {
	if (letters.length <= 3) return true;
	const lower = letters.toLowerCase();
	if (NAMES.has(lower) || CATALOGUE_WORDS.has(lower)) return true;
	if (letters.length > 40) return false;
	const humps = letters.match(/[A-Z]{2,}(?![a-z])|[A-Z]?[a-z]+|[A-Z]/g) ?? [];
	if (humps.length > 1 && letters.length / humps.length < 3) return false;
	let odd = 0;
	for (const hump of humps) {
		const part = hump.toLowerCase();
		if (!NAMES.has(part) && !CATALOGUE_WORDS.has(part)) odd += oddSteps(part);
	}
	return odd <= Math.max(1, Math.floor(letters.length / 8));
}

function oddSteps(word: string): number {
	let odd = 0;
	for (let i = 1; i < word.length; i += 1) {
		const followers = FOLLOWERS[word.charCodeAt(i - 1) - 97];
		if (!followers?.includes(word[i] ?? "")) odd += 1;
	}
	return odd;
}

/** `4o`, `72b`, `r1`, `qwen2`, `mp4`, `30s`, `v3p1`, `text2video`: short, a word and a few digits, a word to a word. */
function isShortMixed(segment: string): boolean {
	if (segment.length <= 4 || /^v\d{1,2}(?:alpha|beta)\d{0,2}$/i.test(segment)) return true;
	const [, letters, digits] = /^([A-Za-z]+)(\d{1,4})$/.exec(segment) ?? [];
	if (letters !== undefined && digits !== undefined) return letters.length <= 3 || isWord(letters);
	const [, from, to] = /^([A-Za-z]{3,24})[24]([A-Za-z]{3,24})$/.exec(segment) ?? [];
	if (from !== undefined && to !== undefined) return isWord(from) && isWord(to);
	const [, number, unit] = /^(\d{1,7})([A-Za-z]{1,10})$/.exec(segment) ?? [];
	return number !== undefined && unit !== undefined && (unit.length <= 3 || isWord(unit));
}

/** `9m38.016s`, `2025-11-21T09:34:41.123+08:00`, `1024x1024`, `16:9`, `12,345.67`. */
function isDateLike(text: string): boolean {
	if (/^(?:\d{1,6}(?:\.\d{1,12})?(?:ms|s|m|h|d)){1,4}[.,:;!?]?$/.test(text)) return true;
	return /^(?:\d{4}[-/]\d{2}[-/]\d{2}(?:T?\d{2}:\d{2}(?::\d{2}(?:[.,]\d{1,9})?)?(?:Z|UTC|[+-]\d{2}:?\d{2})?)?|\d{2,5}[xX*]\d{2,5}|\d{1,3}(?:,\d{3}){1,4}(?:\.\d{1,4})?)[.,:;!?]?$/.test(
		text,
	);
}

/** Words with accents or of another script; digits among them only few. */
function isPlainForeign(text: string): boolean {
	const ascii = text.replace(/[^\u0020-\u007e]+/g, " ").trim();
	return ascii === "" || ascii.split(" ").every((part) => part.length <= 12 && isPlainToken(part));
}
