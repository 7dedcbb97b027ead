import type { SystemId } from "../task";
import { alibailian } from "./alibailian";
import { imageTasks } from "./image-tasks";
import { jimeng } from "./jimeng";
import { kling } from "./kling";
import { luma } from "./luma";
import { midjourney } from "./midjourney";
import { minimax } from "./minimax";
import { openaiVideo } from "./openai-video";
import { runway } from "./runway";
import { seedance } from "./seedance";
import { suno } from "./suno";
import type { MediaSystem } from "./system";
import { unifiedVideo } from "./unified-video";
import { videoGenerations } from "./video-generations";

/** Every system we read. Order is precedence: `/kling/v1/videos/…` before `/v1/videos/…`. */
export const MEDIA_SYSTEMS: readonly MediaSystem[] = [
	midjourney,
	kling,
	jimeng,
	luma,
	suno,
	runway,
	seedance,
	minimax,
	alibailian,
	unifiedVideo,
	videoGenerations,
	openaiVideo,
	imageTasks,
];

/** The system of that id, or null. */
export function mediaSystem(id: SystemId): MediaSystem | null {
	return MEDIA_SYSTEMS.find((system) => system.id === id) ?? null;
}
