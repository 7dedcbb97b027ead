/** Path segments of the API families routers speak: chat, media jobs, model lists. */
const API_PATH =
	/\/(?:v\d+(?:beta)?|api|openai|anthropic|compatible|chat|completions|messages|responses|embeddings|models|mj|suno|kling|luma|runwayml|jimeng|minimax|volc|alibailian|video|videos|images|audio|generations|submit|fetch)(?:\/|$)/i;
const DATA_TYPE = /json|event-stream/i;
const PAGE_FILE = /\.(?:m?js|css|html?|png|jpe?g|gif|svg|webp|ico|woff2?|map|mp4|webm|mp3)$/i;

/** Does a request look like a call of an AI API? Used only to offer hosts to watch, never to read bodies. */
export function isApiLike(request: {
	readonly method: string;
	readonly pathname: string;
	readonly mimeType: string;
	readonly authorized: boolean;
}): boolean {
	if (PAGE_FILE.test(request.pathname)) return false;
	if (request.authorized) return true;
	return API_PATH.test(request.pathname) && (request.method === "POST" || DATA_TYPE.test(request.mimeType));
}
