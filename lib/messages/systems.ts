/** How the media systems are called by people; an id without a name is shown as it is. */
const SYSTEM_NAMES: ReadonlyMap<string, string> = new Map([
	["midjourney", "Midjourney"],
	["kling", "Kling"],
	["jimeng", "Jimeng"],
	["luma", "Luma"],
	["suno", "Suno"],
	["runway", "Runway"],
	["unified-video", "Unified video"],
	["video-generations", "Video generations"],
	["openai-video", "OpenAI video"],
	["seedance", "Seedance"],
	["minimax", "MiniMax"],
	["alibailian", "Ali Bailian"],
]);

/** Display name of a media system. */
export function systemName(id: string): string {
	return SYSTEM_NAMES.get(id) ?? id;
}
