import { clientTimeoutTooShort } from "./client-timeout-too-short";
import { doubleSubmit } from "./double-submit";
import { keyInBrowser } from "./key-in-browser";
import { keyInUrl } from "./key-in-url";
import { pollAfterTerminal } from "./poll-after-terminal";
import { pollTooOften } from "./poll-too-often";
import { retryAfterIgnored } from "./retry-after-ignored";
import { retryNotRetryable } from "./retry-not-retryable";
import { retryTooSoon } from "./retry-too-soon";
import { retryWithoutBackoff } from "./retry-without-backoff";
import type { AttemptRule, RequestRule, TaskRule } from "./rule";
import { taskAbandoned } from "./task-abandoned";
import { taskStuck } from "./task-stuck";

export const ATTEMPT_RULES: readonly AttemptRule[] = [
	retryNotRetryable,
	retryAfterIgnored,
	retryTooSoon,
	retryWithoutBackoff,
	doubleSubmit,
];

export const REQUEST_RULES: readonly RequestRule[] = [clientTimeoutTooShort, keyInUrl, keyInBrowser];

export const TASK_RULES: readonly TaskRule[] = [pollTooOften, pollAfterTerminal, taskAbandoned, taskStuck];
