import type { Scenario } from "../stage";
import { BODY_SCENARIOS } from "./bodies";
import { CAPTURE_SCENARIOS } from "./capture";
import { CLIENT_SCENARIOS } from "./clients";
import { FILE_SCENARIOS } from "./files";
import { LIVE_SCENARIOS } from "./live";
import { LOOKUP_SCENARIOS } from "./lookup";
import { NETWORK_SCENARIOS } from "./network";
import { PICTURE_SCENARIOS } from "./pictures";
import { POPUP_SCENARIOS } from "./popup";
import { SAFETY_SCENARIOS } from "./safety";
import { STATUS_SCENARIOS } from "./statuses";
import { TASK_SCENARIOS } from "./tasks";
import { VERDICT_SCENARIOS } from "./verdicts";

/** Everything that is proved in every browser. Those that share one browser come first, in this order. */
export const SCENARIOS: readonly Scenario[] = [
	...STATUS_SCENARIOS,
	...VERDICT_SCENARIOS,
	...NETWORK_SCENARIOS,
	...BODY_SCENARIOS,
	...SAFETY_SCENARIOS,
	...CLIENT_SCENARIOS,
	...TASK_SCENARIOS,
	...LIVE_SCENARIOS,
	...POPUP_SCENARIOS,
	...LOOKUP_SCENARIOS,
	...FILE_SCENARIOS,
	...CAPTURE_SCENARIOS,
	...PICTURE_SCENARIOS,
];
