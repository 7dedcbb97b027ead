/** What a request or a job object says of itself: model and prompt. */
import { own } from "../json";

const PROMPT_KEYS = [
	"prompt",
	"user_prompt",
	"promptText",
	"gpt_description_prompt",
	"text",
	"promptEn",
] as const;

/** The prompt's first words, for recognition on screen; null when there is none. */
export function promptStart(body: unknown): string | null {
	const content = own(body, "content");
	const places = [body, own(body, "input"), ...(Array.isArray(content) ? content.slice(0, 4) : [])];
	for (const place of places)
		for (const key of PROMPT_KEYS) {
			const prompt = own(place, key);
			if (typeof prompt === "string" && prompt.trim() !== "") return firstWords(prompt);
		}
	return null;
}

function firstWords(prompt: string): string {
	const line = prompt.slice(0, 240).replace(/\s+/g, " ").trim();
	if (line.length <= 60) return line;
	const cut = line.slice(0, 60);
	const space = cut.lastIndexOf(" ");
	return `${(space > 30 ? cut.slice(0, space) : cut).toWellFormed()}…`;
}

const MODEL_KEYS = ["model", "model_name", "mv", "req_key"] as const;

/** Model named in a request or a job object, or null. */
export function modelName(body: unknown): string | null {
	for (const key of MODEL_KEYS) {
		const model = own(body, key);
		if (typeof model === "string" && model !== "" && model.length <= 120) return model;
	}
	return null;
}
