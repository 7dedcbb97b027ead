import { DEFAULT_SETTINGS, readSettings, type Settings } from "../../lib/settings";

const KEY = "settings";

interface StorageApi {
	readonly local: {
		get(key: string): Promise<Record<string, unknown>>;
		set(items: Record<string, unknown>): Promise<void>;
	};
	readonly onChanged: {
		addListener(listener: (changes: Record<string, { newValue?: unknown }>, area: string) => void): void;
	};
}

function storage(): StorageApi {
	const { chrome } = globalThis as unknown as { chrome: { storage: StorageApi } };
	return chrome.storage;
}

/** The stored settings; the defaults where nothing, or nothing readable, is stored. */
export async function loadSettings(): Promise<Settings> {
	try {
		return readSettings((await storage().local.get(KEY))[KEY]);
	} catch {
		return DEFAULT_SETTINGS;
	}
}

/** False when the browser refused to store them (over quota, private window). */
export async function saveSettings(settings: Settings): Promise<boolean> {
	try {
		await storage().local.set({ [KEY]: settings });
		return true;
	} catch {
		return false;
	}
}

/** Calls back when another DevTools window, or this one, has stored settings. */
export function onSettings(listener: (settings: Settings) => void): void {
	storage().onChanged.addListener((changes, area) => {
		if (area === "local" && KEY in changes) listener(readSettings(changes[KEY]?.newValue));
	});
}
