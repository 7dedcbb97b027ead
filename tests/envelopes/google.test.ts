import { expect, test } from "vitest";
import { brief, decodeAnswer } from "../fixtures/verdict";

const operation = (response: unknown) => ({ name: "projects/p/operations/1", done: true, response });

test("Veo: a finished operation whose videos the filter dropped is a refused job", () => {
	const reasons = [
		"Veo could not generate 1 videos based on the prompt provided. Try rephrasing the prompt.",
	];
	const said = { raiMediaFilteredCount: 1, raiMediaFilteredReasons: reasons };
	for (const body of [operation(said), operation({ generateVideoResponse: said })])
		expect(brief(decodeAnswer({ body }))).toBe("task_moderation/client/after-change");
});

test("Veo: with a video beside it the job is fine", () => {
	const body = operation({ raiMediaFilteredReasons: ["x"], videos: [{ gcsUri: "gs://b/v.mp4" }] });
	expect(brief(decodeAnswer({ body }))).toBe("fine");
});
