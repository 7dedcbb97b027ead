import type { WordTable } from "./system";
import { type WordRow, wordTable } from "./words";

const VIDEOS = "https://docs.crazyrouter.com/en/video/openai-video";
const OPENAI = "https://platform.openai.com/docs/api-reference/videos/object";
const NEW_API = "https://github.com/QuantumNous/new-api/tree/main/relay/channel/task";

/**
 * The general video families carry every provider's jobs, and some gateways pass the provider's own word through. The
 * family's documented words come first.
 */
const PASSED_THROUGH: readonly WordRow[] = [
	["queued", "queued", OPENAI],
	["running", "in_progress", OPENAI],
	["succeeded", "completed", OPENAI],
	["failed", "failed", OPENAI],
	["running", "processing", VIDEOS],
	["canceled", "cancelled canceled", OPENAI],
	["queued", "pending in_queue queueing preparing created waiting throttled", NEW_API],
	["running", "running generating dreaming streaming", NEW_API],
	["succeeded", "succeeded succeed complete done", NEW_API],
	["failed", "fail error", NEW_API],
	["canceled", "cancel", NEW_API],
	["expired", "expired not_found", NEW_API],
];

/** A general family's table: its own documented words, then those that gateways pass through. */
export function videoWords(own: readonly WordRow[]): WordTable {
	return wordTable([...own, ...PASSED_THROUGH]);
}
