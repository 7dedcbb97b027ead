import type { Scenario } from "../stage";
import { BODY_SCENARIOS } from "./bodies";
import { CAPTURE_SCENARIOS } from "./capture";
import { NETWORK_SCENARIOS } from "./network";
import { SAFETY_SCENARIOS } from "./safety";
import { STATUS_SCENARIOS } from "./statuses";
import { VERDICT_SCENARIOS } from "./verdicts";

/** Everything that is proved in every browser. Those that share one browser come first, in this order. */
export const SCENARIOS: readonly Scenario[] = [
	...STATUS_SCENARIOS,
	...VERDICT_SCENARIOS,
	...NETWORK_SCENARIOS,
	...BODY_SCENARIOS,
	...SAFETY_SCENARIOS,
	...CAPTURE_SCENARIOS,
];
