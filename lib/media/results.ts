/** Where the results of a job hide: links, and words where there is no link. */
import { isObject, type JsonObject, own } from "../json";
import { idText, text } from "./answer";

const MAX_RESULTS = 50;

/** An http(s) URL as it stands, or null. Never loaded, never followed. */
export function httpLink(value: unknown): string | null {
	if (typeof value !== "string" || value.length > 8192) return null;
	return /^https?:\/\/[^\s]+$/i.test(value) ? value : null;
}

const LINK_KEYS = [
	"artifact_url",
	"result_url",
	"video_url",
	"videoUrl",
	"imageUrl",
	"audio_url",
	"url",
] as const;
const LIST_KEYS = [
	"videoUrls",
	"imageUrls",
	"image_urls",
	"output",
	"outputs",
	"videos",
	"images",
	"data",
] as const;
const NESTED_KEYS = [
	"video",
	"content",
	"task_result",
	"metadata",
	"output",
	"data",
	"resp_data",
	"result",
] as const;
const ITEM_KEYS = ["url", "audio_url", "video_url", "download_url", "image_url"] as const;

/** Result links of a job object wherever the documented shapes put them, in that order, without doubles. */
export function resultLinks(job: JsonObject): string[] {
	const links: string[] = [];
	collectLinks(job, links, 0);
	return links;
}

function add(links: string[], value: unknown): void {
	const link = httpLink(value);
	if (link !== null && links.length < MAX_RESULTS && !links.includes(link)) links.push(link);
}

function collectLinks(object: JsonObject, links: string[], depth: number): void {
	for (const key of LINK_KEYS) add(links, own(object, key));
	if (depth > 0) add(links, own(object, "download_url"));
	for (const key of LIST_KEYS) {
		const list = own(object, key);
		if (!Array.isArray(list)) continue;
		for (const item of list.slice(0, MAX_RESULTS)) {
			if (!isObject(item)) add(links, item);
			else
				add(
					links,
					ITEM_KEYS.map((name) => own(item, name)).find((value) => httpLink(value) !== null),
				);
		}
	}
	if (depth >= 3) return;
	for (const key of NESTED_KEYS) {
		const nested = own(object, key);
		if (isObject(nested)) collectLinks(nested, links, depth + 1);
	}
}

/** Older new-api gateways put the result's link into the reason field of a job that went well. */
export function reasonLinks(job: JsonObject): string[] {
	for (const key of ["fail_reason", "failReason", "FailReason"]) {
		const link = httpLink(own(job, key));
		if (link !== null) return [link];
	}
	return [];
}

/** A result that is no link: MiniMax's file id, Midjourney's description, Suno's lyrics. */
export function resultWords(job: JsonObject): string | null {
	const data = own(job, "data");
	const found =
		text(own(job, "file_id")) ??
		text(own(own(job, "properties"), "finalPrompt")) ??
		text(own(data, "text")) ??
		text(own(data, "title"));
	return found === null ? null : found.slice(0, 300).toWellFormed();
}

/** Ids of the clips a song job made: later jobs name them as what they continue. */
export function clipIds(job: JsonObject): string[] {
	const data = own(job, "data");
	if (!Array.isArray(data)) return [];
	const ids: string[] = [];
	for (const clip of data.slice(0, 8)) {
		const id = idText(own(clip, "id"));
		if (id !== null) ids.push(id);
	}
	return ids;
}
