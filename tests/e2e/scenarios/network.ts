import { createServer } from "node:net";
import { type Call, call, start } from "../calls";
import { until } from "../driver";
import { expectSame, expectWords } from "../expect";
import { open, row } from "../panel";
import type { Scenario } from "../stage";

/** A port of this machine on which nobody listens. */
export async function deadPort(): Promise<number> {
	const server = createServer();
	await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
	const address = server.address();
	await new Promise((resolve) => server.close(resolve));
	return typeof address === "object" && address !== null ? address.port : 1;
}

export const NETWORK_SCENARIOS: readonly Scenario[] = [
	{
		name: "an answer refused by CORS shows what the page could not see",
		browser: "shared",
		async run(stage) {
			expectSame(await call(stage, { demo: "cors-refused" }), "TypeError", "what the page saw");
			const listed = await row(stage.panel, "demo-cors-refused ");
			expectSame(listed.data.status, "429", "the real status");
			expectSame(listed.data.verdict === "none", false, "it is quiet");
			const { text } = await open(stage.panel, "demo-cors-refused ");
			expectWords(text, ["Access-Control-Allow-Origin"], "the detail");
		},
	},
	{
		name: "a refused or reset connection is listed as no answer",
		browser: "shared",
		async run(stage) {
			const port = await deadPort();
			const noAnswers: readonly Call[] = [
				{ port, path: "/v1/refused" },
				{ demo: "reset", path: "/v1/reset" },
			];
			for (const wish of noAnswers) {
				expectSame(await call(stage, wish), "TypeError", "what the page saw");
				// Firefox does not keep the body of a request it could not send: found by its path.
				const listed = await row(stage.panel, wish.path ?? "");
				expectSame(listed.data.status, "0", `the status of ${wish.path}`);
				expectSame(listed.data.verdict === "none", false, `${wish.path} is quiet`);
				const { text } = await open(stage.panel, wish.path ?? "");
				expectSame(text.includes("Undocumented"), false, `no answer is undocumented: ${text}`);
			}
		},
	},
	{
		name: "a request the page gave up is listed",
		browser: "shared",
		async run(stage) {
			expectSame(await call(stage, { demo: "hang", abortAfter: 300 }), "TimeoutError", "what the page saw");
			const listed = await row(stage.panel, "demo-hang ");
			expectSame(listed.data.status, "0", "the status");
			expectSame(listed.data.verdict === "none", false, "it is quiet");
		},
	},
	{
		name: "errors inside streams of HTTP 200 are found",
		browser: "shared",
		async run(stage) {
			const cases = [
				"stream-error-first",
				"stream-error-mid",
				"stream-bare-error",
				"stream-ping-then-error",
				"stream-anthropic-error",
				"stream-responses-failed",
			];
			for (const demo of cases)
				expectSame(await call(stage, { demo, body: { stream: true } }), 200, "what the page saw");
			for (const demo of cases) {
				const listed = await row(stage.panel, `demo-${demo} `);
				expectSame(listed.data.status, "200", `the status of ${demo}`);
				expectSame(listed.data.verdict === "none", false, `${demo} is quiet`);
				expectWords(listed.text, ["failed inside"], `the row of ${demo}`);
			}
		},
	},
	{
		name: "a stream that ends well is quiet, one that breaks off is not",
		browser: "shared",
		async run(stage) {
			await call(stage, { demo: "stream-ok", body: { stream: true } });
			expectSame(
				(await row(stage.panel, "demo-stream-ok ")).data.verdict,
				"none",
				"a whole stream's verdict",
			);
			for (const demo of ["stream-silent-end", "stream-aborted"]) {
				await call(stage, { demo, body: { stream: true } });
				const listed = await row(stage.panel, `demo-${demo} `);
				expectSame(listed.data.verdict === "none", false, `${demo} is quiet`);
			}
		},
	},
	{
		name: "a request still running when another ends does not hide it",
		browser: "shared",
		async run(stage) {
			await start(stage, { demo: "hang" });
			await call(stage, { demo: "429" });
			await row(stage.panel, "demo-429 ");
			await stage.driver.page.reload();
			await until("the page to answer", async () => (await call(stage, { demo: "500" })) === 500);
			await row(stage.panel, "demo-500 ");
		},
	},
];
