import { type Demo, startDemo } from "../../demo/server/start.mjs";
import type { Driver, Surface } from "./driver";
import type { Echo } from "./echo";

/** What every scenario is given: a browser with DevTools open on the demo page, and the routers it may call. */
export interface Stage {
	readonly driver: Driver;
	readonly demo: DemoStage;
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

/** The clock the demo's jobs live by: it may stand still until the panel was seen to say what it must. */
export class JobClock {
	private stoppedAt: number | null = null;

	/** ms since the epoch */
	readonly now = (): number => this.stoppedAt ?? Date.now();

	/** No job comes any further. */
	stop(): void {
		this.stoppedAt = this.now();
	}

	/** While it stands still: jobs are `ms` further at once. */
	pass(ms: number): void {
		this.stoppedAt = this.now() + ms;
	}

	/** It goes with the time of day again. */
	run(): void {
		this.stoppedAt = null;
	}
}

export interface DemoStage extends Demo {
	readonly clock: JobClock;
}

export async function openDemo(): Promise<DemoStage> {
	const clock = new JobClock();
	return { ...(await startDemo({ speed: DEMO_SPEED, now: clock.now })), clock };
}
