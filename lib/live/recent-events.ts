import type { StreamMessage } from "../exchange";
import { maskText } from "../redact";
import type { Vault } from "../vault";

/** The last events of a stream, for the raw view: enough to read along, bounded whatever the page streams. */
export interface RecentEvents {
	add(message: StreamMessage): void;
	/** The last events, masked, and the number of the first of them in the stream. */
	read(): { readonly recent: readonly StreamMessage[]; readonly recentFrom: number };
}

export const MOST_RECENT = 200;
const MOST_CHARACTERS = 256 * 1024;

/** @param vault Remembers what is masked. */
export function createRecentEvents(vault: Vault | null = null): RecentEvents {
	const kept: StreamMessage[] = [];
	let characters = 0;
	let dropped = 0;
	/** Number, in the stream, of the first event that is not masked yet: each is masked once, when somebody looks. */
	let unmasked = 0;

	const trim = () => {
		let from = Math.max(0, kept.length - MOST_RECENT);
		for (let at = 0; at < from; at += 1) characters -= kept[at]?.data.length ?? 0;
		while (characters > MOST_CHARACTERS && from < kept.length - 1) {
			characters -= kept[from]?.data.length ?? 0;
			from += 1;
		}
		kept.splice(0, from);
		dropped += from;
	};

	return {
		add(message) {
			kept.push(message);
			characters += message.data.length;
			// In blocks: taking single ones from the front would move all the others each time.
			if (kept.length >= 2 * MOST_RECENT || characters > 2 * MOST_CHARACTERS) trim();
		},
		read() {
			trim();
			for (let at = Math.max(0, unmasked - dropped); at < kept.length; at += 1) {
				const message = kept[at];
				if (!message) continue;
				const data = maskText(message.data, vault);
				characters += data.length - message.data.length;
				kept[at] = { ...message, data };
			}
			unmasked = dropped + kept.length;
			return { recent: [...kept], recentFrom: dropped };
		},
	};
}
