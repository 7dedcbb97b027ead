/** What a page may try through any captured text. Own strings; each must come out as text. */
export const HOSTILE: readonly string[] = [
	"<img src=x onerror=alert(1)>",
	"<script>alert(1)</script>",
	"</pre></td><svg onload=alert(1)>",
	'"><iframe src=javascript:alert(1)>',
	"javascript:alert(1)",
	"data:text/html,<script>alert(1)</script>",
	"{{constructor.constructor('alert(1)')()}}",
	'{"type":"img","props":{"src":"x","onerror":"alert(1)"},"key":null,"ref":null}',
	"\u202egnp.exe\u2066\u2069",
	"\u0000\u0008\u001b[31m\u009b",
	`Z${"\u0301".repeat(500)}`,
	"\ud800\udc00\ud800",
	"`code` ``` `x",
	"__proto__",
	"url(https://evil.example/x.png)",
	"a".repeat(5000),
	"&lt;b&gt;&#x3c;script&#x3e;",
	"‮﷽𒐫ﷺ",
];

export const BENIGN = "plain words";
