import { expect, test } from "vitest";
import { statusInText } from "../lib/status-in-text";

test.each([
	["Error code: 429 - {'error': 1}", 429],
	["429 Too Many Requests", 429],
	['429 {"error":1}', 429],
	["HTTP/2 503", 503],
	["HTTP 502 Bad Gateway", 502],
	["status_code=429, slow", 429],
	["[429] slow down", 429],
	["bad response (503)", 503],
	["请求失败，状态码: 451, 错误信息", 451],
	["状态码：429", 429],
	["Ошибка 429: много запросов", 429],
	["код ошибки: 500", 500],
	["ステータスコード 401", 401],
	["unexpected status 502 Bad Gateway", 502],
	["API Error: 400 {}", 400],
	["BadRequestError: 400 too long", 400],
	["PermissionDenied: 403 Not for you", 403],
	["google.api_core.exceptions.ResourceExhausted: 429 Quota", 429],
	["Request failed with status code 401", 401],
	["429 Client Error: Too Many Requests for url", 429],
	["upstream returned 404", 404],
	["last upstream error: status 404", 404],
	["got 503 from server", 503],
	["错误：status code 404: models/x", 404],
	["接口请求失败：401", 401],
	["请求出错，返回 429", 429],
	["模型调用失败(503)", 503],
	["Запрос не выполнен: 403", 403],
	["GET https://files.example.test/a.js net::ERR_ABORTED 404 (Not Found)", 404],
])("%s", (text, status) => {
	expect(statusInText(text)?.status).toBe(status);
});

test.each([
	"max_tokens 500 is too low for this model",
	"the limit is 4096 tokens",
	"error code: 1015",
	"in 400 ms",
	"Tokens: 500 used",
	"port 5432 refused",
	"HTTP 200 OK",
	"请求失败 500 次后放弃",
	"您还剩 429 积分",
	"",
])("no status in: %s", (text) => {
	expect(statusInText(text)).toBeNull();
});
