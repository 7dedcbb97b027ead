import { describe, expect, test } from "vitest";
import { MEDIA_SYSTEMS, mediaSystem } from "../../lib/media/list";
import { isTerminal, phaseOf } from "../../lib/media/words";
import { PHASES } from "../../lib/vocabulary";

/** Every status word of both status pages and of the providers behind them: `phase: words`. */
const DOCUMENTED: Readonly<Record<string, readonly string[]>> = {
	midjourney: [
		"queued:  NOT_START SUBMITTED QUEUED",
		"needs-action: MODAL",
		"running: IN_PROGRESS",
		"succeeded: SUCCESS",
		"failed: FAILURE",
		"canceled: CANCEL",
		"unknown: UNKNOWN",
	],
	kling: [
		"queued: queued NOT_START SUBMITTED QUEUED submitted",
		"running: processing IN_PROGRESS",
		"succeeded: succeeded SUCCESS succeed",
		"failed: failed FAILURE",
	],
	jimeng: [
		"queued: queued SUBMITTED NOT_START QUEUED in_queue",
		"running: processing PROCESSING IN_PROGRESS generating",
		"succeeded: succeeded SUCCESS done",
		"failed: failed FAILED FAILURE",
		"expired: not_found expired",
	],
	luma: ["queued: pending queued", "running: processing dreaming", "succeeded: completed", "failed: failed"],
	suno: [
		"queued: submitted NOT_START SUBMITTED QUEUED queued PENDING",
		"running: processing IN_PROGRESS streaming TEXT_SUCCESS FIRST_SUCCESS",
		"succeeded: complete SUCCESS",
		"failed: error FAILURE CREATE_TASK_FAILED GENERATE_AUDIO_FAILED GENERATE_LYRICS_FAILED CALLBACK_EXCEPTION SENSITIVE_WORD_ERROR",
	],
	runway: [
		"queued: PENDING THROTTLED",
		"running: RUNNING PROCESSING",
		"succeeded: SUCCEEDED",
		"failed: FAILED",
		"canceled: CANCELLED",
	],
	"unified-video": ["running: processing", "succeeded: completed", "failed: failed"],
	"video-generations": [
		"queued: queued created queueing",
		"running: processing",
		"succeeded: SUCCESS succeeded success",
		"failed: failed",
	],
	"openai-video": [
		"queued: queued",
		"running: processing in_progress",
		"succeeded: SUCCESS completed",
		"failed: failed",
		"canceled: cancelled",
		"unknown: unknown",
	],
	seedance: [
		"queued: NOT_START SUBMITTED queued",
		"running: IN_PROGRESS PROCESSING running",
		"succeeded: SUCCESS succeeded",
		"failed: FAILURE FAILED failed",
		"canceled: cancelled",
		"expired: expired",
	],
	"image-tasks": ["queued: queued", "running: running", "succeeded: completed", "failed: failed"],
	minimax: ["queued: Queueing Preparing", "running: Processing", "succeeded: Success", "failed: Fail"],
	alibailian: [
		"queued: PENDING",
		"running: RUNNING",
		"succeeded: SUCCEEDED",
		"failed: FAILED",
		"canceled: CANCELED",
		"expired: UNKNOWN",
	],
};

const rows = Object.entries(DOCUMENTED).flatMap(([system, lines]) =>
	lines.flatMap((line) => {
		const [phase = "", words = ""] = line.split(":");
		return words
			.trim()
			.split(" ")
			.map((word) => [system, word, phase] as const);
	}),
);

describe("status words", () => {
	test.each(rows)("%s says %s: %s", (system, word, phase) => {
		const words = mediaSystem(system)?.words ?? new Map();
		expect(phaseOf(words, word)).toBe(phase);
		expect(phaseOf(words, ` ${word.toLowerCase()} `)).toBe(phase);
		expect(phaseOf(words, word.toUpperCase())).toBe(phase);
	});

	test("every system has its documented words tested", () => {
		expect(Object.keys(DOCUMENTED).sort()).toEqual(MEDIA_SYSTEMS.map((system) => system.id).sort());
	});

	test.each(MEDIA_SYSTEMS.map((system) => [system.id, system] as const))(
		"%s: an empty word is queued",
		(_, system) => {
			expect(phaseOf(system.words, "")).toBe("queued");
			expect(phaseOf(system.words, "  ")).toBe("queued");
		},
	);

	test.each(MEDIA_SYSTEMS.map((system) => [system.id, system] as const))(
		"%s: an unlisted word is unknown, also one that contains a known one",
		(_, system) => {
			for (const word of ["HALF_SUCCESS", "SUCCESS_MAYBE", "not failed", "__proto__", "constructor", "成功"])
				expect(phaseOf(system.words, word)).toBe("unknown");
		},
	);

	test("every word has a phase of ours and the page that says so", () => {
		for (const system of MEDIA_SYSTEMS)
			for (const word of system.words.values()) {
				expect(PHASES).toContain(word.phase);
				expect(word.source).toMatch(/^https:\/\/[a-z]/);
			}
	});

	test("neither TEXT_SUCCESS nor MODAL nor an unknown word is the end", () => {
		for (const phase of ["running", "queued", "needs-action", "unknown"] as const)
			expect(isTerminal(phase)).toBe(false);
	});
});
