import { useEffect, useMemo, useRef, useState } from "preact/hooks";
import {
	banners,
	empty,
	filterNames,
	list,
	tabs as tabNames,
	taskFilterNames,
	toolbar,
} from "../lib/messages/interface";
import type { Session } from "../lib/session";
import { ClockContext, createClock } from "./clock";
import type { Selection } from "./DetailPane";
import { ErrorBoundary } from "./ErrorBoundary";
import { FindingList } from "./FindingList";
import { HostSettings } from "./HostSettings";
import type { PanelProps } from "./panel-props";
import { RequestsView } from "./RequestsView";
import { RouterSummary } from "./RouterSummary";
import { countFilters, createSearch, FILTERS, type Filter, isQuietPreflight } from "./request-items";
import { SurroundingsContext } from "./surroundings";
import { TabBar } from "./TabBar";
import { TaskSummary } from "./TaskSummary";
import { TaskView } from "./TaskView";
import { Toolbar } from "./Toolbar";
import { createTaskSearch, inTaskFilter, TASK_FILTERS, type TaskFilter } from "./task-filter";

type View = "requests" | "tasks" | "findings";

/** The whole panel. Draws the session it is given again whenever `version` changes. */
export function Panel(props: PanelProps) {
	const [clock] = useState(() => props.clock ?? createClock());
	const { actions, routerName } = props;
	const surroundings = useMemo(
		() => ({
			copy: (text: string) => actions.copy(text),
			openLink: (url: string) => actions.openLink(url),
			routerName: routerName ?? ((id: string) => id),
		}),
		[actions, routerName],
	);
	return (
		<ClockContext.Provider value={clock}>
			<SurroundingsContext.Provider value={surroundings}>
				{props.session === null ? (
					<div class="panel">
						<div class="empty" role="status">
							<h2>{empty.loading}</h2>
							<p>{empty.loadingText}</p>
						</div>
					</div>
				) : (
					<LoadedPanel {...props} session={props.session} />
				)}
			</SurroundingsContext.Provider>
		</ClockContext.Provider>
	);
}

function LoadedPanel({ session, version, actions, notice = "" }: PanelProps & { readonly session: Session }) {
	const [view, setView] = useState<View>("requests");
	const [filter, setFilter] = useState<Filter>("all");
	const [taskFilter, setTaskFilter] = useState<TaskFilter>("all");
	const [query, setQuery] = useState("");
	const [selection, setSelection] = useState<Selection | null>(null);
	const [taskKey, setTaskKey] = useState<string | null>(null);
	const [preflights, setPreflights] = useState(false);
	const [settingsOpen, setSettingsOpen] = useState(false);
	const searchField = useRef<HTMLInputElement>(null);
	const panel = useRef<HTMLDivElement>(null);

	const search = useMemo(() => createSearch(query), [query]);
	const rows = useMemo(() => [...session.rows], [session, version]);
	const listed = useMemo(
		() => (preflights ? rows : rows.filter((row) => !isQuietPreflight(row))),
		[rows, preflights],
	);
	const counts = useMemo(() => countFilters(listed), [listed]);
	const jobs = useMemo(
		() => session.tasks.filter((task) => inTaskFilter(task, taskFilter)).filter(createTaskSearch(query)),
		[session.tasks, taskFilter, query],
	);

	useEffect(() => {
		const onKeyDown = (event: KeyboardEvent) => {
			if (event.key !== "/" || event.ctrlKey || event.metaKey || event.altKey) return;
			const { target } = event;
			if (target instanceof HTMLInputElement || target instanceof HTMLTextAreaElement) return;
			event.preventDefault();
			searchField.current?.focus();
			searchField.current?.select();
		};
		document.addEventListener("keydown", onKeyDown);
		return () => document.removeEventListener("keydown", onKeyDown);
	}, []);

	const clear = () => {
		setSelection(null);
		setTaskKey(null);
		actions.clear();
	};
	const showAll = () => {
		setFilter("all");
		setTaskFilter("all");
		setQuery("");
	};
	const openExchange = (id: string) => {
		showAll();
		setView("requests");
		setSelection({ kind: "exchange", id, open: true });
	};
	const openTask = (key: string) => {
		showAll();
		setView("tasks");
		setTaskKey(key);
	};
	const common = {
		recording: session.recording,
		preserveLog: session.preserveLog,
		onRecording: (on: boolean) => actions.setRecording(on),
		onPreserveLog: (on: boolean) => actions.setPreserveLog(on),
		onClear: clear,
		query,
		onQuery: setQuery,
		searchField,
		onLeaveSearch: () => panel.current?.querySelector<HTMLElement>("[role=grid]")?.focus(),
		settingsOpen,
		onSettings: () => setSettingsOpen(!settingsOpen),
	};
	return (
		<div class="panel" ref={panel}>
			{view === "tasks" ? (
				<Toolbar
					{...common}
					placeholder={toolbar.searchTasks}
					chips={TASK_FILTERS.map((id) => ({
						id,
						name: taskFilterNames[id],
						count: session.tasks.filter((task) => inTaskFilter(task, id)).length,
					}))}
					chip={taskFilter}
					onChip={setTaskFilter}
				/>
			) : (
				<Toolbar
					{...common}
					placeholder={toolbar.search}
					chips={FILTERS.map((id) => ({ id, name: filterNames[id], count: counts[id] }))}
					chip={filter}
					onChip={(id) => {
						setFilter(id);
						setView("requests");
					}}
				/>
			)}
			{settingsOpen && (
				<HostSettings
					session={session}
					onWatch={(text) => actions.watchHost(text)}
					onUnwatch={(host) => actions.unwatchHost(host)}
					onClose={() => setSettingsOpen(false)}
				/>
			)}
			<div class="tab-line">
				<TabBar
					label={tabNames.views}
					idPrefix="rs-view"
					active={view}
					onSelect={setView}
					tabs={[
						{ id: "requests", name: tabNames.requests, badge: listed.length },
						{ id: "tasks", name: tabNames.tasks, badge: session.tasks.length },
						{
							id: "findings",
							name: tabNames.findings,
							badge: session.findings.length,
							alarming: session.findings.length > 0,
						},
					]}
				/>
				{view === "tasks" ? <TaskSummary tasks={session.tasks} /> : <RouterSummary rows={listed} />}
			</div>
			{notice !== "" && (
				<p class="banner" role="alert">
					{notice}
				</p>
			)}
			{session.origin !== "live" && (
				<p class="banner" role="status">
					<span>{session.origin === "sample" ? banners.sample : banners.file}</span>
					<button type="button" class="button small" onClick={clear}>
						{session.origin === "sample" ? banners.endSample : banners.endFile}
					</button>
				</p>
			)}
			<div class="main" role="tabpanel" id="rs-view-panel" aria-labelledby={`rs-view-tab-${view}`}>
				<ErrorBoundary
					resetKey={view}
					fallback={(again) => (
						<div class="empty">
							<p>{list.unreadablePanel}</p>
							<button type="button" class="button" onClick={again}>
								{list.tryAgain}
							</button>
						</div>
					)}
				>
					{view === "requests" ? (
						<RequestsView
							session={session}
							rows={rows}
							listed={listed}
							preflights={preflights}
							onPreflights={setPreflights}
							filter={filter}
							search={search}
							selection={selection}
							onSelection={setSelection}
							onShowAll={showAll}
							onOpenTask={openTask}
							onChooseHosts={() => setSettingsOpen(true)}
							actions={actions}
						/>
					) : view === "tasks" ? (
						<TaskView
							tasks={jobs}
							findings={session.findings}
							filtered={session.tasks.length > 0}
							selected={jobs.find(({ key }) => key === taskKey) ?? null}
							onSelect={setTaskKey}
							onShowAll={showAll}
							onOpenExchange={openExchange}
						/>
					) : (
						<FindingList findings={session.findings} rows={rows} onOpen={openExchange} />
					)}
				</ErrorBoundary>
			</div>
		</div>
	);
}
