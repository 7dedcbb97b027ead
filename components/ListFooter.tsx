import { list } from "../lib/messages/interface";
import type { Session } from "../lib/session";

interface ListFooterProps {
	readonly session: Session;
	/** Preflights that went well, listed or not. */
	readonly quiet: number;
	readonly preflights: boolean;
	readonly onPreflights: (listed: boolean) => void;
	readonly onChooseHosts: () => void;
}

/** Below the list: what it leaves out, and how to see it. */
export function ListFooter({ session, quiet, preflights, onPreflights, onChooseHosts }: ListFooterProps) {
	const missed = [...session.unwatched.values()].filter(({ apiLike }) => apiLike).length;
	if (session.dropped === 0 && missed === 0 && quiet === 0) return null;
	return (
		<div class="list-footer">
			{session.dropped > 0 && <p>{list.dropped(session.dropped)}</p>}
			{missed > 0 && (
				<p>
					{list.unwatched(missed)}.{" "}
					<button type="button" class="link" onClick={onChooseHosts}>
						{list.chooseHosts}
					</button>
				</p>
			)}
			{quiet > 0 && (
				<p>
					{preflights ? list.preflightsShown(quiet) : list.preflights(quiet)}
					{" · "}
					<button
						type="button"
						class="link"
						aria-pressed={preflights}
						onClick={() => onPreflights(!preflights)}
					>
						{preflights ? list.hide : list.show}
					</button>
				</p>
			)}
		</div>
	);
}
