import { ACTIONS, type Action } from "./actions";
import { followJob, JOBS, pollJob, submitJob } from "./jobs";
import { type ClientChoice, DemoSession, type RouterChoice, type Seen } from "./session";

/** What `window.demo` offers to a person at the console and to the end-to-end tests. */
interface DemoApi {
	/** What the page can do by name: `await demo.run("crazyrouter429")`, or `await demo.crazyrouter429()`. */
	run(name: string): Promise<Seen>;
	readonly names: readonly string[];
	readonly session: DemoSession;
	submitJob(system: string, outcome?: string): Promise<{ id: string | null; seen: Seen }>;
	pollJob(system: string, id: string): Promise<{ state: string | null; seen: Seen }>;
	followJob(system: string, id: string): Promise<Seen>;
}

const httpsPort = Number(new URLSearchParams(location.search).get("https"));
const session = new DemoSession(Number.isInteger(httpsPort) && httpsPort > 0 ? httpsPort : null);

function element<T extends HTMLElement>(id: string, type: new () => T): T {
	const found = document.getElementById(id);
	if (!(found instanceof type)) throw new Error(`the page has no #${id}`);
	return found;
}

function log(action: Action, seen: Seen): void {
	const item = document.createElement("li");
	item.className = seen.ok ? "good" : "bad";
	const verdict = seen.error ?? (seen.ok ? "ok" : "failed");
	const text = seen.text.length > 160 ? `${seen.text.slice(0, 160)}…` : seen.text;
	item.textContent = `${action.id} · ${seen.status ?? "no status"} · ${verdict} · ${seen.ms} ms · ${text}`;
	element("log", HTMLOListElement).prepend(item);
}

async function run(action: Action): Promise<Seen> {
	const seen = await action.run(session);
	log(action, seen);
	return seen;
}

/** Groups of jobs are drawn as one line each. */
const JOB_GROUP = "Jobs · ";

function drawButtons(): void {
	for (const group of new Set(ACTIONS.map((action) => action.group))) {
		const section = document.createElement("section");
		const isJob = group.startsWith(JOB_GROUP);
		section.className = isJob ? "job" : "";
		const heading = document.createElement(isJob ? "h3" : "h2");
		heading.textContent = isJob ? group.slice(JOB_GROUP.length) : group;
		const row = document.createElement("div");
		row.className = "buttons";
		for (const action of ACTIONS.filter((candidate) => candidate.group === group)) {
			const button = document.createElement("button");
			button.type = "button";
			button.textContent = action.label;
			button.dataset.action = action.id;
			if (action.hint !== undefined) button.title = action.hint;
			button.addEventListener("click", async () => {
				button.ariaBusy = "true";
				await run(action).finally(() => {
					button.ariaBusy = "false";
				});
			});
			row.append(button);
		}
		section.append(heading, row);
		element("groups", HTMLDivElement).append(section);
	}
}

function connectSettings(): void {
	const router = element("router", HTMLSelectElement);
	for (const choice of ["crazyrouter", "rout.my", "localhost"] as const) {
		const option = new Option(session.base(choice), choice);
		option.disabled = session.httpsPort === null && choice !== "localhost";
		router.add(option);
	}
	router.value = session.router;
	router.addEventListener("change", () => {
		session.router = router.value as RouterChoice;
	});
	const client = element("client", HTMLSelectElement);
	client.addEventListener("change", () => {
		session.client = client.value as ClientChoice;
	});
	const fast = element("fast", HTMLInputElement);
	fast.addEventListener("change", () => {
		session.speed = fast.checked ? 20 : 1;
	});
	element("clear", HTMLButtonElement).addEventListener("click", () => {
		element("log", HTMLOListElement).replaceChildren();
	});
	element("unmapped", HTMLParagraphElement).hidden = session.httpsPort !== null;
}

function recipeOf(system: string) {
	const recipe = JOBS.find(({ id }) => id === system);
	if (recipe === undefined)
		throw new Error(`unknown system ${system}: ${JOBS.map(({ id }) => id).join(", ")}`);
	return recipe;
}

const api: DemoApi = {
	run(name) {
		const action = ACTIONS.find(({ id }) => id === name);
		if (action === undefined) throw new Error(`unknown action ${name}; demo.names lists them`);
		return run(action);
	},
	names: ACTIONS.map(({ id }) => id),
	session,
	submitJob: (system, outcome) => submitJob(session, recipeOf(system), { outcome }),
	pollJob: async (system, id) => {
		const { state, seen } = await pollJob(session, recipeOf(system), id);
		return { state, seen };
	},
	followJob: (system, id) => followJob(session, recipeOf(system), id),
};

drawButtons();
connectSettings();
Object.assign(window, {
	demo: { ...Object.fromEntries(ACTIONS.map((action) => [action.id, () => run(action)])), ...api },
});
