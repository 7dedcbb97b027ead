import type { PanelActions } from "../../components/panel-props";
import { parseHostInput } from "../../lib/hosts";
import { hostProblems } from "../../lib/messages/interface";
import type { Settings } from "../../lib/settings";

/**
 * What the panel and the viewer do about watched hosts.
 * @param current The settings as they are now.
 * @param change Keeps other ones.
 */
export function hostActions(
	current: () => Settings,
	change: (settings: Settings) => Promise<void>,
): Pick<PanelActions, "watchHost" | "unwatchHost"> {
	const keep = (next: (hosts: Settings["watchedHosts"]) => Settings["watchedHosts"]) => {
		const settings = current();
		void change({ ...settings, watchedHosts: next(settings.watchedHosts) });
	};
	return {
		watchHost(text) {
			const parsed = parseHostInput(text);
			if ("problem" in parsed) return hostProblems[parsed.problem];
			keep((hosts) => [
				...hosts.filter(({ host }) => host !== parsed.host),
				{ host: parsed.host, speaksLike: null },
			]);
			return null;
		},
		unwatchHost: (host) => keep((hosts) => hosts.filter((watched) => watched.host !== host)),
	};
}
