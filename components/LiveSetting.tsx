import { live as words } from "../lib/messages/live";
import { useNow } from "./clock";
import type { LiveWatch } from "./panel-props";

interface LiveSettingProps {
	readonly live: LiveWatch;
	readonly onLive: (on: boolean) => void;
}

/** Whether running requests are asked for, and what that costs right now. */
export function LiveSetting({ live, onLive }: LiveSettingProps) {
	useNow(live.on);
	return (
		<section class="live-setting">
			<h3>{words.label}</h3>
			<label class="tool check">
				<input
					type="checkbox"
					checked={live.on}
					onChange={({ currentTarget }) => onLive(currentTarget.checked)}
				/>
				<span>{words.setting}</span>
			</label>
			<p class="hint">{words.settingHint}</p>
			<p class="live-cost" role="status">
				{live.cost()}
			</p>
		</section>
	);
}
