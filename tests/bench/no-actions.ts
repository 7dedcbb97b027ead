import type { PanelActions } from "../../components/panel-props";

/** For a panel that is only looked at. */
export const NOTHING_DONE: PanelActions = {
	clear() {},
	setRecording() {},
	setPreserveLog() {},
	watchHost: () => null,
	unwatchHost() {},
	reload() {},
	loadSample() {},
	copy: async () => true,
	openLink() {},
	openFile() {},
	dismissFile() {},
	save: () => true,
	setLive() {},
};
