import { expect, test } from "vitest";
import { brief, decodeAnswer, decodePaste } from "../fixtures/verdict";

const TENCENT = {
	Response: {
		Error: {
			Code: "AuthFailure.SignatureFailure",
			Message: "The provided credentials could not be validated.",
		},
		RequestId: "r-1",
	},
};

test.each([200, 401])("Tencent Cloud's error one level down, at HTTP %i", (status) => {
	const decoded = decodeAnswer({ status, body: TENCENT });
	expect(brief(decoded)).toBe("auth/account/after-change");
	expect(decoded).toMatchObject({ envelope: "inner-object", requestId: "r-1" });
});

test("iFlytek's header: a code other than 0 is an error, 0 is none", () => {
	const body = (code: number, message: string) => ({ header: { code, message, sid: "s" }, payload: {} });
	expect(decodeAnswer({ body: body(11203, "NotEnoughConcurrencyError") }).diagnosis?.category).toBe(
		"rate_limit",
	);
	expect(brief(decodeAnswer({ body: body(0, "Success") }))).toBe("fine");
});

test("Apigee's fault and other objects named as errors", () => {
	const fault = { faultstring: "Invalid ApiKey", detail: { errorcode: "oauth.v2.InvalidApiKey" } };
	expect(decodeAnswer({ status: 401, body: { fault } }).diagnosis?.category).toBe("auth");
	expect(brief(decodeAnswer({ body: { fault } }))).toBe("fine");
});

test("success bodies with a header of their own stay fine", () => {
	expect(brief(decodePaste('{"object":"list","data":[],"header":{"code":200,"message":"ok"}}'))).toBe("fine");
});

test("an object store's XML", () => {
	const text =
		"<?xml version='1.0'?><Error><Code>AccessDenied</Code><Message>Access Denied</Message></Error>";
	expect(decodePaste(text)).toMatchObject({ envelope: "xml", diagnosis: { category: "permission" } });
});

test("`status: error` beside a request id is no failed job", () => {
	const body = { status: "error", code: 502, message: "Application failed to respond", request_id: "x" };
	expect(brief(decodeAnswer({ status: 502, body }))).toBe("upstream_failure/router/later");
});
