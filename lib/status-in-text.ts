/** An HTTP error status that words name, and where. */
export interface StatusInText {
	readonly status: number;
	readonly index: number;
}

const PATTERNS: readonly RegExp[] = [
	/^\W{0,3}(?:[A-Z][a-z]{1,20}){2,5}: ([45]\d\d)(?=[\s:.,])/,
	/^\W{0,3}(?:API Error|[A-Za-z_.]{0,60}(?:Error|Exception)|[a-z_]{2,20}\.[A-Za-z_.]{3,60}|HTTP|错误|Ошибка|エラー)?\W{0,3}([45]\d\d)(?=$|[\s:：,.;{(\]）)-])(?!\s{0,2}(?:次|个|条|项|毫秒|秒|积分|元|字|раз))/i,
	/(?:失败|出错|错误|异常|报错|返回|响应|拒绝|失敗|エラー|не выполнен|ошибк\S{0,2}|неудач\S{0,2}|отклон[её]н)\s{0,2}[:：,，(（]?\s{0,2}([45]\d\d)(?=$|[\s:：,，.。;；!！)）\]】])(?!\s{0,2}(?:次|个|条|项|毫秒|秒|积分|元|字|раз))/i,
	/\bHTTP(?:\/\d(?:\.\d)?)?[ :]{1,2}(?:error |status |code |Error )?([45]\d\d)\b/i,
	/\b(?:status[ _-]?code|statuscode|http[ _-]?(?:status|code)|error[ _-]?code|response[ _-]?code|api error|status|code)["']?\s{0,2}(?:is|of|was)?\s{0,2}[:=（(]?\s{0,2}["'[(]?([45]\d\d)\b/i,
	/(?:状态码|状态代码|错误码|错误代码|返回码|响应码|код(?: ошибки| ответа| состояния)?|ステータスコード|ステータス|статус)\s{0,2}[:：=为是]?\s{0,2}["'[(（]?([45]\d\d)(?!\d)/i,
	/\b(?:returned|responded with|respond with|response|got|received|failed with|failed|replied with|error|upstream|code|server|request)\W{1,3}(?:an? )?(?:HTTP )?(?:error )?(?:status )?(?:code )?["'[(]?([45]\d\d)(?=$|[\s:：,.;{})\]"'）-])/i,
	/[[(（【]([45]\d\d)[\])）】]/,
	/\b([45]\d\d) (?:Client|Server) Error\b/i,
	/\b([45]\d\d)[ :]{1,2}\(?(?:Bad Request|Unauthorized|Payment Required|Forbidden|(?:page )?Not Found|Method Not Allowed|Not Acceptable|Request Timeout|Conflict|Gone|Payload Too Large|Request Entity Too Large|Content Too Large|Unsupported Media Type|Unprocessable|Too Many Requests|Internal|Not Implemented|Bad Gateway|Service (?:Temporarily )?Unavailable|Gateway Time-?out|Overloaded)/i,
];

/**
 * The HTTP error status that a text names in one of the ways people and libraries write it (`Error code: 429 - …`,
 * `status_code=429`, `HTTP/2 503`, `[429]`, `状态码: 451`, `429 Too Many Requests`), or null. Reads the first 2,000 characters.
 */
export function statusInText(text: string): StatusInText | null {
	if (!/[45]\d\d/.test(text)) return null;
	const head = text.slice(0, 2000);
	for (const pattern of PATTERNS) {
		const match = pattern.exec(head);
		if (match?.[1]) return { status: Number(match[1]), index: match.index };
	}
	return null;
}
