import { useEffect, useMemo, useRef, useState } from "preact/hooks";
import { exportAs } from "../lib/export/export-as";
import { opening } from "../lib/messages/exporting";
import {
	empty,
	filterNames,
	list,
	tabs as tabNames,
	taskFilterNames,
	toolbar,
} from "../lib/messages/interface";
import { viewer as viewerWords } from "../lib/messages/lookup";
import type { Row, Session } from "../lib/session";
import { ClockContext, createClock } from "./clock";
import type { Selection } from "./DetailPane";
import { DropZone } from "./DropZone";
import { ErrorBoundary } from "./ErrorBoundary";
import { ExportDialog } from "./ExportDialog";
import { exportHere } from "./export-run";
import { type About, type ExportSource, exportInput } from "./export-scope";
import { FileBanner } from "./FileBanner";
import { FindingList } from "./FindingList";
import { HostSettings } from "./HostSettings";
import type { PanelProps } from "./panel-props";
import { isUnread, pendingOf, withPending } from "./pending-row";
import { RequestsView } from "./RequestsView";
import { RouterSummary } from "./RouterSummary";
import {
	countFilters,
	createSearch,
	FILTERS,
	type Filter,
	inFilter,
	isQuietPreflight,
} from "./request-items";
import { RevealContext } from "./secret-parts";
import { SurroundingsContext } from "./surroundings";
import { TabBar } from "./TabBar";
import { TaskSummary } from "./TaskSummary";
import { TaskView } from "./TaskView";
import { Toolbar } from "./Toolbar";
import { createTaskSearch, inTaskFilter, TASK_FILTERS, type TaskFilter } from "./task-filter";
import { useFiltered } from "./use-filtered";
import { MANY_ROWS, useLater, useSteps } from "./use-steps";

type View = "requests" | "tasks" | "findings" | "lookup";

/** Where nobody says who exports. */
const NOBODY: About = { extensionVersion: "", browser: "" };

/** The whole panel. Draws the session it is given again whenever `version` changes. */
export function Panel(props: PanelProps) {
	const [clock] = useState(() => props.clock ?? createClock());
	const { actions, routerName, session, about = NOBODY } = props;
	const surroundings = useMemo(
		() => ({
			copy: (text: string) => actions.copy(text),
			openLink: (url: string) => actions.openLink(url),
			routerName: routerName ?? ((id: string) => id),
			browser: about.browser,
			...(session !== null && {
				exportOf: (formatId: string, row: Row) =>
					exportAs(formatId, exportInput({ session, row, task: null, shown: [], about }, "exchange")),
			}),
		}),
		[actions, routerName, session, about],
	);
	return (
		<ClockContext.Provider value={clock}>
			<RevealContext.Provider value={session?.vault.reveal ?? null}>
				<SurroundingsContext.Provider value={surroundings}>
					{session === null ? (
						<div class="panel">
							<div class="empty" role="status">
								<h2>{empty.loading}</h2>
								<p>{empty.loadingText}</p>
							</div>
						</div>
					) : (
						<LoadedPanel key={session} {...props} session={session} about={about} />
					)}
				</SurroundingsContext.Provider>
			</RevealContext.Provider>
		</ClockContext.Provider>
	);
}

const NO_ROWS: readonly Row[] = [];

type LoadedPanelProps = PanelProps & { readonly session: Session; readonly about: About };

function LoadedPanel(props: LoadedPanelProps) {
	const { session, version, actions, notice = "", file = null, meanwhile = 0, about, viewer = null } = props;
	const [view, setView] = useState<View>("requests");
	const [filter, setFilter] = useState<Filter>("all");
	const [taskFilter, setTaskFilter] = useState<TaskFilter>("all");
	const [query, setQuery] = useState("");
	const [selection, setSelection] = useState<Selection | null>(null);
	const [taskKey, setTaskKey] = useState<string | null>(null);
	const [preflights, setPreflights] = useState(false);
	const [popover, setPopover] = useState<"" | "settings" | "export">("");
	const searchField = useRef<HTMLInputElement>(null);
	const panel = useRef<HTMLDivElement>(null);

	const search = useMemo(() => createSearch(query), [query]);
	// The panel, what is listed, the list, the sums.
	const step = useSteps(3, session.rows.length > MANY_ROWS);
	const rows = useMemo(
		() => (step === 0 ? NO_ROWS : withPending([...session.rows], session.pending)),
		[session, version, step === 0],
	);
	const listed = useMemo(
		() => (preflights || !rows.some(isQuietPreflight) ? rows : rows.filter((row) => !isQuietPreflight(row))),
		[rows, preflights],
	);
	const counted = useLater(listed, listed.length > MANY_ROWS);
	const counts = useMemo(() => countFilters(step < 3 ? NO_ROWS : counted), [counted, step < 3]);
	const fits = useMemo(
		() =>
			filter === "all" && query.trim() === "" ? null : (row: Row) => inFilter(row, filter) && search(row),
		[filter, query, search],
	);
	const { shown, done, looked } = useFiltered(listed, fits);
	const judged = useMemo(() => (step < 3 ? NO_ROWS : counted.filter(isJudged)), [counted, step < 3]);
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

	const exportSource = (): ExportSource => {
		const chosen = view === "requests" ? selection : null;
		const row =
			chosen?.kind === "exchange"
				? session.rows.find(({ exchange }) => exchange.id === chosen.id)
				: undefined;
		const key =
			view === "tasks"
				? taskKey
				: chosen?.kind === "task"
					? chosen.key
					: row
						? session.book.taskOf(row.exchange.id)
						: null;
		const task = session.tasks.find((other) => other.key === key);
		return {
			session,
			row: row ?? null,
			task: task ?? null,
			shown: (done || !fits ? shown : listed.filter(fits)).filter(isOver),
			about,
		};
	};
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
	const isPartial = session.origin === "file" && (file?.understanding ?? null) !== null;
	const goal = viewer?.goal ?? null;
	useEffect(() => {
		if (goal === null) return;
		if (goal.exchange !== null) openExchange(goal.exchange);
		else setView(goal.view);
	}, [goal]);
	const common = {
		capture: viewer === null,
		recording: session.recording,
		preserveLog: session.preserveLog,
		onRecording: (on: boolean) => actions.setRecording(on),
		onPreserveLog: (on: boolean) => actions.setPreserveLog(on),
		onClear: clear,
		query,
		onQuery: setQuery,
		searchField,
		onLeaveSearch: () => panel.current?.querySelector<HTMLElement>("[role=grid]")?.focus(),
		onOpenFile: (opened: File) => actions.openFile(opened),
		exportHint: isPartial ? opening.exportLater : done ? "" : opening.exportAfterSearch,
		searched: looked === null ? null : looked / listed.length,
		exportOpen: popover === "export",
		onExport: () => setPopover(popover === "export" ? "" : "export"),
		settingsOpen: popover === "settings",
		onSettings: () => setPopover(popover === "settings" ? "" : "settings"),
	};
	const close = () => setPopover("");
	return (
		<DropZone
			element={panel}
			onFile={common.onOpenFile}
			hint={viewer === null ? opening.dropHint : opening.dropHintViewer}
		>
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
			{popover === "export" && (
				<ExportDialog
					source={exportSource()}
					startExport={props.startExport ?? exportHere}
					onSave={(name, mimeType, text) => actions.save(name, mimeType, text)}
					onClose={close}
				/>
			)}
			{popover === "settings" && (
				<HostSettings
					session={session}
					onWatch={(text) => actions.watchHost(text)}
					onUnwatch={(host) => actions.unwatchHost(host)}
					live={props.live ?? null}
					onLive={(on) => actions.setLive(on)}
					onClose={close}
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
						...(viewer ? [{ id: "lookup" as const, name: viewerWords.tab }] : []),
					]}
				/>
				{view === "tasks" ? <TaskSummary tasks={session.tasks} /> : <RouterSummary rows={judged} />}
			</div>
			{notice !== "" && (
				<p class="banner" role="alert">
					{notice}
				</p>
			)}
			{view !== "lookup" && viewer?.head}
			<FileBanner
				session={session}
				file={file}
				meanwhile={meanwhile}
				{...(viewer && { endFile: viewerWords.close })}
				onBack={clear}
				onDismiss={() => actions.dismissFile()}
			/>
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
					{step < 2 ? null : view === "requests" ? (
						<RequestsView
							session={session}
							rows={rows}
							listed={listed}
							preflights={preflights}
							onPreflights={setPreflights}
							shown={shown}
							searching={!done}
							selection={selection}
							onSelection={setSelection}
							onShowAll={showAll}
							onOpenTask={openTask}
							onChooseHosts={() => setPopover("settings")}
							actions={actions}
							empty={viewer?.empty}
						/>
					) : view === "lookup" ? (
						viewer?.lookup
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
		</DropZone>
	);
}

function isOver(row: Row): boolean {
	return pendingOf(row) === null;
}

function isJudged(row: Row): boolean {
	return isOver(row) && !isUnread(row);
}
