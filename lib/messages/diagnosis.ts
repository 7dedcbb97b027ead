/** Sentences the decoder adds to what the catalogue says. Every catalogue text stays in the catalogue. */

export const DIAGNOSIS_TEXT = {
	undocumentedTitle: (what: string) => `Undocumented: ${what}`,
	unrecognised: "nothing the catalogue knows",
	undocumentedClient: (status: number) =>
		`Nobody in the catalogue documents HTTP ${status}. By RFC 9110 a 4xx means that the server finds fault with the request.`,
	undocumentedServer: (status: number) =>
		`Nobody in the catalogue documents HTTP ${status}. By RFC 9110 a 5xx means that the server failed at a request it may have understood.`,
	undocumentedNoStatus:
		"Nothing in this text matches a status, code or message that the catalogue documents.",
	undocumentedActions: [
		"Read the server's own message above.",
		"Ask the router's support with the request id, if there is one.",
	],
	undocumentedCode: (code: string) => `The code \`${code}\` is documented by nobody in the catalogue.`,
	notByRouter: (router: string, status: number) =>
		`${router} does not document HTTP ${status}; this is its general meaning.`,
	hiddenFromPage:
		"The page itself saw only “Failed to fetch”: this answer carries no `Access-Control-Allow-Origin` that lets the page read it.",
	paidWarning:
		"This request starts a paid job. The answer does not prove that the job was refused: it may be running and be charged.",
	paidAction: "Look for the job in the router's task list or usage log before you send it again.",
	waitAction: (seconds: string) => `Wait ${seconds}, as the answer asks, before the next try.`,
} as const;
