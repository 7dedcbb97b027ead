import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import type { Surface } from "./driver";

const SOURCE = readFileSync(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");
/** Runs through the debugger, where the page's own policy against foreign scripts does not reach. */
const inject = new Function(`${SOURCE}; return true;`) as () => boolean;

declare const axe: {
	run(
		root: Document,
		options: object,
	): Promise<{
		violations: readonly {
			id: string;
			help: string;
			nodes: readonly { html: string; failureSummary?: string }[];
		}[];
	}>;
};

/** Breaches of WCAG 2.2 A and AA and of axe's best practices in what is shown now, one line each. */
export async function breaches(surface: Surface): Promise<readonly string[]> {
	if (!(await surface.evaluate(() => "axe" in window, null))) await surface.evaluate(inject, null);
	return surface.evaluate(async () => {
		// Colours that are fading in are not the ones one reads.
		await Promise.all(document.getAnimations().map((animation) => animation.finished.catch(() => null)));
		const { violations } = await axe.run(document, { resultTypes: ["violations"] });
		return violations.flatMap(({ id, help, nodes }) =>
			nodes.map(({ html, failureSummary = "" }) => `${id}: ${help}: ${html.slice(0, 200)} ${failureSummary}`),
		);
	}, null);
}
