import { entryOf } from "../catalogue";
import { all, shows } from "../dom";
import { until } from "../driver";
import { expectSame, expectWords } from "../expect";
import type { Scenario } from "../stage";

export const POPUP_SCENARIOS: readonly Scenario[] = [
	{
		name: "the popup finds a status and a code, by keyboard alone",
		browser: "shared",
		async run({ driver }) {
			const popup = await driver.openPopup();
			await until("the focus in the field", () =>
				popup.evaluate(() => document.activeElement instanceof HTMLInputElement, null),
			);
			await popup.type("429");
			await shows(popup, entryOf("crazyrouter/429").title);
			const [first] = await all(popup, { role: "option" });
			expectWords(first?.text ?? "", ["CrazyRouter", "rout.my"], "who is said to speak of 429");
			await popup.press("ArrowDown");
			await until("the second answer", async () => (await all(popup, { role: "option" }))[1]?.on === true);
			await popup.press("Escape");
			await until(
				"the field to be empty",
				async () => (await all(popup, { role: "combobox" }))[0]?.value === "",
			);
			await popup.type("insufficient_quota");
			await shows(popup, entryOf("crazyrouter/insufficient_quota").title);
			await shows(popup, entryOf("crazyrouter/insufficient_quota").actions[0] ?? "");
			await driver.closePopup();
			expectSame(await driver.takeProblems(), [], "errors of the popup");
		},
	},
];
