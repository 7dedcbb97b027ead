import { describe, expect, it } from "vitest";
import { ENTRIES, FAMILIES } from "./files";

const words = (text: string) => text.trim().split(/\s+/);

/** Codes a user can meet, by the file that must know them. A code may stand in `code` or, where APIs use both, in `type`. */
const CODES: Readonly<Record<string, readonly string[]>> = {
	"new-api":
		words(`invalid_request sensitive_words_detected violation_fee.grok.csam count_token_failed model_price_error
		invalid_api_type json_marshal_failed do_request_failed get_channel_failed gen_relay_info_failed channel:no_available_key
		channel:param_override_invalid channel:header_override_invalid channel:model_mapped_error channel:aws_client_error
		channel:invalid_key channel:response_time_exceeded read_request_body_failed convert_request_failed access_denied
		bad_request_body read_response_body_failed bad_response_status_code bad_response bad_response_body empty_response
		aws_invoke_error model_not_found prompt_blocked query_data_error update_data_error insufficient_user_quota
		pre_consume_token_quota_failed system_cpu_overloaded system_memory_overloaded system_disk_overloaded api_not_implemented
		unknown_error entitlement_required entitlement_inactive entitlement_daily_limit_exceeded entitlement_total_limit_exceeded
		token_concurrency_limit_reached token_concurrency_unavailable invalid_json invalid_multipart_form missing_model invalid_size
		task_not_exist task_channel_disable channel_not_found channel_no_available_key invalid_api_platform invalid_channel_id
		invalid_relay_mode quota_not_enough get_user_quota_failed build_request_failed fail_to_fetch_task
		unmarshal_response_body_failed unmarshal_response_failed invalid_response task_failed insert_task_failed get_task_failed
		get_tasks_failed get_origin_task_failed copy_response_body_failed marshal_response_failed convert_to_openai_video_failed
		not_implemented rate_limit_check_failed`),
	openai:
		words(`invalid_api_key model_not_found context_length_exceeded string_above_max_length content_policy_violation
		moderation_blocked content_filter insufficient_quota billing_hard_limit_reached rate_limit_exceeded slow_down
		unsupported_parameter unsupported_value invalid_image_format server_error invalid_prompt unsupported_country_region_territory
		account_deactivated usage_limit_reached server_is_overloaded`),
	google:
		words(`API_KEY_INVALID MODEL_CAPACITY_EXHAUSTED SAFETY RECITATION PROHIBITED_CONTENT BLOCKLIST SPII IMAGE_SAFETY
		MAX_TOKENS OTHER MALFORMED_FUNCTION_CALL SERVICE_DISABLED`),
	runway:
		words(`SAFETY.INPUT.TEXT SAFETY.INPUT.IMAGE SAFETY.OUTPUT.VIDEO SAFETY.OUTPUT.IMAGE SAFETY.OUTPUT.TEXT
		INPUT_PREPROCESSING.SAFETY.TEXT INPUT_PREPROCESSING.INTERNAL INTERNAL.BAD_OUTPUT.01 INTERNAL.BAD_OUTPUT.CODE01 INTERNAL
		ASSET.INVALID THIRD_PARTY.UNAVAILABLE`),
	suno: words(
		"CREATE_TASK_FAILED GENERATE_AUDIO_FAILED GENERATE_LYRICS_FAILED CALLBACK_EXCEPTION SENSITIVE_WORD_ERROR",
	),
	jimeng:
		words(`10000 50411 50511 50412 50512 50413 50516 50517 50518 50519 50520 50521 50522 50215 50429 50430 50500
		50501`),
	kling:
		words(`0 1000 1001 1002 1003 1004 1100 1101 1102 1103 1200 1201 1202 1203 1300 1301 1302 1303 1304 5000 5001
		5002`),
	midjourney: words("1 3 4 5 9 21 22 23 24 30"),
	minimax: words("1000 1001 1002 1004 1008 1013 1026 1027 1039 2013 2049 2056"),
	dashscope: words(
		"InvalidApiKey Arrearage Throttling.RateQuota DataInspectionFailed ModelNotFound InternalError",
	),
	zhipu: words("1113 1211 1214 1301 1302 1305"),
	azure: words("DeploymentNotFound OperationNotSupported"),
};
const TYPES: Readonly<Record<string, readonly string[]>> = {
	"new-api":
		words(`new_api_error one_api_error shell_api_error v_api_error new_api_panic upstream_error openai_error
		claude_error midjourney_error gemini_error rerank_error <nil>`),
	openai: words(`invalid_request_error authentication_error permission_error not_found_error rate_limit_error
		rate_limit_exceeded tokens requests insufficient_quota server_error service_unavailable_error image_generation_user_error`),
	anthropic:
		words(`invalid_request_error authentication_error billing_error permission_error not_found_error conflict_error
		request_too_large rate_limit_error api_error timeout_error overloaded_error`),
	google:
		words(`INVALID_ARGUMENT FAILED_PRECONDITION UNAUTHENTICATED PERMISSION_DENIED NOT_FOUND RESOURCE_EXHAUSTED CANCELLED
		INTERNAL UNAVAILABLE DEADLINE_EXCEEDED`),
	aws: words(
		"ThrottlingException AccessDeniedException ValidationException ModelTimeoutException ResourceNotFoundException",
	),
	litellm: words("budget_exceeded key_model_access_denied token_not_found_in_db no_db_connection"),
};
/** Machine words of Midjourney proxies, which come as the message. */
const DESCRIPTIONS =
	words(`quota_not_enough prompt_is_required task_no_found task_not_found task_status_not_success
	task_id_is_required action_is_required index_is_required custom_id_is_required unknown_action index_parse_failed
	content_is_required content_parse_failed bind_request_body_failed sour_base64_and_target_base64_is_required
	get_channel_info_failed 该任务所属渠道已被禁用 do_request_failed empty_response_body unmarshal_response_body_failed
	midjourney_task_not_found`);
const STATUSES =
	words(`400 401 402 403 404 405 406 407 408 409 410 411 412 413 414 415 416 417 418 421 422 423 424 425 426 428
	429 431 451 500 501 502 503 504 505 506 507 508 510 511 419 420 499 520 521 522 523 524 525 526 527 529 530`);

const family = (id: string) => FAMILIES.find((file) => file.id === id)?.entries ?? [];

describe("every documented code has an entry", () => {
	it.each(Object.entries(CODES))("%s codes", (id, codes) => {
		const known = new Set(family(id).flatMap(({ match }) => match.code ?? []));
		expect(codes.filter((code) => !known.has(code))).toEqual([]);
	});
	it.each(Object.entries(TYPES))("%s types", (id, types) => {
		const known = new Set(family(id).flatMap(({ match }) => match.type ?? []));
		expect(types.filter((type) => !known.has(type))).toEqual([]);
	});
	it("Midjourney descriptions", () => {
		const patterns = family("midjourney").flatMap(({ match }) => match.message ?? []);
		const unknown = DESCRIPTIONS.filter(
			(text) => !patterns.some((pattern) => new RegExp(pattern, "iu").test(`${text} `)),
		);
		expect(unknown).toEqual([]);
	});
	it("HTTP statuses, registered and in use", () => {
		const known = new Set(family("http").flatMap(({ match }) => match.status ?? []));
		expect(STATUSES.filter((status) => !known.has(Number(status)))).toEqual([]);
	});
	it("numbers that several systems use speak only for their own system", () => {
		const loose = ENTRIES.filter(
			({ match }) =>
				(match.code ?? []).some((code) => /^\d{1,4}$/.test(code)) && !match.system && !match.shape,
		);
		expect(loose.map(({ id }) => id)).toEqual(["vendors/mistral-capacity"]);
	});
	it("names of wrappers leave room for the message", () => {
		const wrappers = new Set([
			...(TYPES["new-api"] ?? []),
			"invalid_request_error",
			"api_error",
			"server_error",
		]);
		wrappers.delete("new_api_panic");
		const loud = ENTRIES.filter(
			({ match, generic }) =>
				!generic && !match.message && (match.type ?? []).some((type) => wrappers.has(type)),
		);
		expect(loud.map(({ id }) => id)).toEqual([]);
	});
	it("what is fine is no error", () => {
		const fine = ENTRIES.filter(
			({ match }) => (match.status ?? []).some((status) => status < 300) && !match.shape,
		);
		expect(fine.map(({ id }) => id)).toEqual(["crazyrouter/200"]);
	});
});
