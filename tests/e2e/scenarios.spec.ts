import { test } from "./fixtures";
import { SCENARIOS } from "./scenarios/list";

for (const scenario of SCENARIOS) {
	if (scenario.browser === "shared") test(scenario.name, ({ panelStage }) => scenario.run(panelStage));
	else test(scenario.name, ({ newStage }) => scenario.run(newStage));
}
