import { useContext } from "preact/hooks";
import { formatCount } from "../lib/format";
import { empty } from "../lib/messages/interface";
import { liveNotices } from "../lib/messages/live";
import type { Session } from "../lib/session";
import { HostCandidates } from "./HostCandidates";
import { HostForm } from "./HostForm";
import type { PanelActions } from "./panel-props";
import { SurroundingsContext } from "./surroundings";

interface EmptyStateProps {
	readonly session: Session;
	readonly actions: PanelActions;
}

/**
 * Nothing is listed: says why, in numbers, and puts every way out one click away. Requests keep arriving meanwhile: what
 * can be pressed stays where it is.
 */
export function EmptyState({ session, actions }: EmptyStateProps) {
	const { browser } = useContext(SurroundingsContext);
	const { recording, seen, matched, watchedHosts } = session;
	const [title, text] = !recording
		? [empty.paused, empty.pausedText]
		: seen > 0 && matched === 0
			? [empty.noneMatched(seen), empty.noneMatchedText]
			: [empty.nothing, empty.nothingText];
	return (
		<div class="empty">
			<h2 class="empty-title">{title}</h2>
			<p class="empty-text">{text}</p>
			{session.liveNotice !== "" && (
				<p class="notice" data-tone="warn">
					{liveNotices[session.liveNotice]}
				</p>
			)}
			<dl class="counts" aria-label={empty.counts}>
				<div data-tone={recording ? "ok" : "warn"}>
					<dt>{empty.stateLabel}</dt>
					<dd>{recording ? empty.stateOn : empty.stateOff}</dd>
				</div>
				<div>
					<dt>{empty.seenLabel}</dt>
					<dd>{formatCount(seen)}</dd>
				</div>
				<div>
					<dt>{empty.matchedLabel}</dt>
					<dd>{formatCount(matched)}</dd>
				</div>
				<div>
					<dt>{empty.hostsLabel}</dt>
					<dd>{empty.hostsOwn(watchedHosts.length)}</dd>
				</div>
			</dl>
			<div class="buttons">
				{!recording && (
					<button type="button" class="button primary" onClick={() => actions.setRecording(true)}>
						{empty.resume}
					</button>
				)}
				<button
					type="button"
					class={`button ${recording ? "primary" : ""}`}
					title={empty.reloadHint}
					onClick={() => actions.reload()}
				>
					{empty.reload}
				</button>
				<button type="button" class="button" title={empty.sampleHint} onClick={() => actions.loadSample()}>
					{empty.sample}
				</button>
			</div>
			<section>
				<h3>{empty.addHost}</h3>
				<HostForm onWatch={(host) => actions.watchHost(host)} />
			</section>
			<HostCandidates session={session} onWatch={(host) => actions.watchHost(host)} />
			<section>
				<h3>{empty.hints}</h3>
				<ul class="hints">
					<li>{empty.reloadHint}</li>
					<li>{empty.sampleHint}</li>
					<li>{empty.hintPrivileged}</li>
					{browser?.startsWith("Firefox") && <li>{empty.hintFirefox}</li>}
					<li>{empty.hintWorker}</li>
				</ul>
			</section>
		</div>
	);
}
