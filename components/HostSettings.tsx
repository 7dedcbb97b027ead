import { Trash2, X } from "lucide";
import { useContext, useLayoutEffect, useRef } from "preact/hooks";
import { hosts as words } from "../lib/messages/interface";
import type { Session } from "../lib/session";
import { HostCandidates } from "./HostCandidates";
import { HostForm } from "./HostForm";
import { Icon } from "./Icon";
import { LiveSetting } from "./LiveSetting";
import type { LiveWatch } from "./panel-props";
import { SafeText } from "./SafeText";
import { SurroundingsContext } from "./surroundings";
import { useDismiss } from "./use-dismiss";

interface HostSettingsProps {
	readonly session: Session;
	readonly onWatch: (text: string) => string | null;
	readonly onUnwatch: (host: string) => void;
	readonly live: LiveWatch | null;
	readonly onLive: (on: boolean) => void;
	readonly onClose: () => void;
}

/** The settings: which hosts are watched, the user's own among them, and whether running requests are looked for. */
export function HostSettings({ session, onWatch, onUnwatch, live, onLive, onClose }: HostSettingsProps) {
	const { routerName } = useContext(SurroundingsContext);
	const hosts = session.watchedHosts;
	const element = useRef<HTMLElement>(null);
	useLayoutEffect(() => {
		element.current?.querySelector("input")?.focus();
	}, []);
	useDismiss(element, ".settings", onClose);
	return (
		<section ref={element} class="popover" role="dialog" aria-label={words.title}>
			<header>
				<h2>{words.title}</h2>
				<button type="button" class="icon-button" aria-label={words.close} onClick={onClose}>
					<Icon icon={X} />
				</button>
			</header>
			<section>
				<h3>{words.watched}</h3>
				<p class="hint">{words.builtIn}</p>
				<HostForm onWatch={onWatch} />
				{hosts.length === 0 ? (
					<p class="hint">{words.none}</p>
				) : (
					<ul class="host-list" aria-label={words.own}>
						{hosts.map(({ host, speaksLike }) => (
							<li key={host}>
								<code>
									<SafeText value={host} />
								</code>
								{speaksLike !== null && <span class="dim">{words.speaksLike(routerName(speaksLike))}</span>}
								<button
									type="button"
									class="icon-button"
									aria-label={words.removeNamed(host)}
									title={words.remove}
									onClick={() => onUnwatch(host)}
								>
									<Icon icon={Trash2} size={12} />
								</button>
							</li>
						))}
					</ul>
				)}
			</section>
			{live && <LiveSetting live={live} onLive={onLive} />}
			<HostCandidates session={session} onWatch={onWatch} />
		</section>
	);
}
