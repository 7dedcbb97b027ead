import type { Page } from "@playwright/test";
import { bundlePreview, ORIGIN, serve } from "./preview/bundle.mjs";

const bundle = bundlePreview();

/** Opens one of the preview's sessions and collects what must never happen. */
export async function open(page: Page, hash = ""): Promise<string[]> {
	const trouble: string[] = [];
	page.on("console", (message) => {
		if (message.type() === "error" || message.type() === "warning") trouble.push(message.text());
	});
	page.on("pageerror", (error) => trouble.push(String(error)));
	page.on("dialog", (dialog) => {
		trouble.push(`dialog: ${dialog.message()}`);
		void dialog.dismiss();
	});
	page.on("request", (request) => {
		const { origin, pathname } = new URL(request.url());
		if (origin !== ORIGIN || !["/", "/style.css", "/page.js", "/favicon.ico"].includes(pathname))
			trouble.push(`request: ${request.url()}`);
	});
	await serve(page, await bundle);
	await page.goto(`${ORIGIN}/${hash}`);
	await page.getByRole("tab", { name: "Requests" }).waitFor();
	return trouble.splice(0).filter((text) => !text.includes("favicon")) && trouble;
}
