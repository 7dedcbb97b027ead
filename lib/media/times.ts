/** The provider's own clock. */
import { type JsonObject, own } from "../json";

/** The earliest and latest moments believed as job times; anything else is a zero, a placeholder or a duration. */
const FROM = Date.UTC(2020, 0, 1);
const TO = Date.UTC(2100, 0, 1);

/**
 * A provider's time as ISO 8601: milliseconds or seconds since the epoch told apart by magnitude, ISO text, or text without
 * a zone (DashScope), which stays without one. Null for 0, placeholders and nonsense.
 */
export function timeText(value: unknown): string | null {
	if (typeof value === "string") {
		if (/^\d{10}(\.\d+)?$|^\d{13}$/.test(value)) return timeText(Number(value));
		const local = /^(\d{4}-\d{2}-\d{2})[ T](\d{2}:\d{2}:\d{2})(\.\d{1,3})?\d{0,6}$/.exec(value);
		if (local) {
			const iso = `${local[1]}T${local[2]}${local[3] ?? ""}`;
			return Number.isNaN(Date.parse(`${iso}Z`)) ? null : iso;
		}
		if (!/^\d{4}-\d{2}-\d{2}T/.test(value) || value.length > 40) return null;
		return inRange(Date.parse(value));
	}
	if (typeof value !== "number" || !Number.isFinite(value)) return null;
	return inRange(value > 1e11 ? value : value * 1000);
}

function inRange(ms: number): string | null {
	return ms > FROM && ms < TO ? new Date(Math.round(ms)).toISOString() : null;
}

const SUBMIT_TIMES = ["submitTime", "submit_time", "created_at", "createdAt", "create_time"] as const;
const START_TIMES = ["startTime", "start_time", "scheduled_time", "started_at", "startedAt"] as const;
const FINISH_TIMES = [
	"finishTime",
	"finish_time",
	"end_time",
	"completed_at",
	"completedAt",
	"finished_at",
] as const;
/** Time of the last change: of the end, once the job has ended. */
const CHANGE_TIMES = ["updated_at", "updatedAt", "status_update_time"] as const;

/** The provider's own clock on a job object. */
export function jobTimes(job: JsonObject, ended: boolean) {
	const first = (keys: readonly string[]) => {
		for (const key of keys) {
			const time = timeText(own(job, key));
			if (time !== null) return time;
		}
		return null;
	};
	return {
		submit: first(SUBMIT_TIMES),
		start: first(START_TIMES),
		finish: ended ? (first(FINISH_TIMES) ?? first(CHANGE_TIMES)) : null,
	};
}
