import { createServer } from "node:https";
import { makeCertificate } from "../../demo/server/certificate.mjs";

/** What the caller wants to be answered, sent as the request's `answer`. */
export interface Answer {
	readonly status: number;
	readonly headers?: Readonly<Record<string, string>>;
	readonly body?: string;
}

export interface Echo {
	readonly port: number;
	close(): Promise<void>;
}

/** A router that answers whatever the request asks for: statuses and texts no demo has a case for. */
export async function openEcho(): Promise<Echo> {
	const server = createServer(await makeCertificate(), async (request, response) => {
		const chunks: Buffer[] = [];
		for await (const chunk of request) chunks.push(chunk);
		response.setHeader("access-control-allow-origin", "*");
		try {
			const { answer } = JSON.parse(Buffer.concat(chunks).toString("utf8")) as { answer: Answer };
			response.writeHead(answer.status, answer.headers);
			response.end(answer.body);
		} catch (error) {
			response.writeHead(400);
			response.end(String(error));
		}
	});
	await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
	const address = server.address();
	return {
		port: typeof address === "object" && address !== null ? address.port : 0,
		close: () =>
			new Promise((resolve) => {
				server.close(() => resolve());
				server.closeAllConnections();
			}),
	};
}
