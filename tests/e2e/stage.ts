import { type Demo, startDemo } from "../../demo/server/start.mjs";
import type { Driver, Surface } from "./driver";
import type { Echo } from "./echo";

/** What every scenario is given: a browser with DevTools open on the demo page, and the routers it may call. */
export interface Stage {
	readonly driver: Driver;
	readonly demo: Demo;
	readonly echo: Echo;
}

/** A scenario whose panel is shown, recording, empty, and not preserving its log. */
export interface PanelStage extends Stage {
	readonly panel: Surface;
}

export type Scenario =
	| {
			readonly name: string;
			/** Shares one browser with the others: must leave no setting behind. */
			readonly browser: "shared";
			run(stage: PanelStage): Promise<void>;
	  }
	| {
			readonly name: string;
			/** A browser of its own, whose panel has never been shown and whose storage is empty. */
			readonly browser: "new";
			run(stage: Stage): Promise<void>;
	  };

/** Delays of the demo routers are divided by this, unless a call says otherwise. */
export const DEMO_SPEED = 10;

export function openDemo(): Promise<Demo> {
	return startDemo({ speed: DEMO_SPEED });
}
