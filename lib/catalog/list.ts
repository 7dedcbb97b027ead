import anthropic from "./anthropic.json";
import apps from "./apps.json";
import aws from "./aws.json";
import azure from "./azure.json";
import cloudflare from "./cloudflare.json";
import dashscope from "./dashscope.json";
import edge from "./edge.json";
import google from "./google.json";
import http from "./http.json";
import jimeng from "./jimeng.json";
import kling from "./kling.json";
import litellm from "./litellm.json";
import luma from "./luma.json";
import messages from "./messages.json";
import midjourney from "./midjourney.json";
import minimax from "./minimax.json";
import network from "./network.json";
import newApi from "./new-api.json";
import openai from "./openai.json";
import openrouter from "./openrouter.json";
import { ROUTERS } from "./router-list";
import { buildRuleIndex } from "./rule-index";
import runway from "./runway.json";
import type { EntryFile } from "./schema";
import stream from "./stream.json";
import suno from "./suno.json";
import task from "./task.json";
import vendors from "./vendors.json";
import volcengine from "./volcengine.json";
import wrapped from "./wrapped.json";
import zhipu from "./zhipu.json";

/** Entry families, in order: the earlier one speaks when two say as much. HTTP itself comes last. */
export const FAMILIES = [
	cloudflare,
	edge,
	newApi,
	openrouter,
	litellm,
	azure,
	anthropic,
	google,
	openai,
	aws,
	dashscope,
	volcengine,
	zhipu,
	vendors,
	apps,
	midjourney,
	kling,
	jimeng,
	luma,
	suno,
	runway,
	minimax,
	network,
	messages,
	stream,
	task,
	wrapped,
	http,
] as readonly unknown[] as readonly EntryFile[];

/** Every entry of every file, made ready to be asked. Left out of a bundle that only reads the files. */
export const RULES = /* @__PURE__ */ buildRuleIndex([...ROUTERS, ...FAMILIES]);
