import { own } from "../json";
import { type ApiError, apiError, firstField, wordOf } from "./api-error";

/** MiniMax: `{"base_resp":{"status_code":1008,"status_msg":"insufficient balance"}}`, 0 when all is well. */
export function readMinimax(json: unknown): ApiError | null {
	const base = own(json, "base_resp") ?? own(own(json, "data"), "base_resp");
	const code = wordOf(own(base, "status_code"));
	if (code === null || code === "0") return null;
	const message = wordOf(own(base, "status_msg")) ?? "";
	return apiError({
		envelope: "minimax",
		code,
		message,
		paths: { code: "base_resp.status_code", message: "base_resp.status_msg" },
		requestId: firstField(json, ["trace_id", "request_id"])?.text ?? null,
		inner: [{ value: message, path: "base_resp.status_msg" }],
		systems: ["minimax"],
	});
}
