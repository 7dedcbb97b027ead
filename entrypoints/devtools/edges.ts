import type { RemovableNetwork } from "./whole-log";

interface DevtoolsApi {
	readonly network: RemovableNetwork;
	readonly inspectedWindow: {
		readonly tabId: number;
		eval(expression: string, callback: (value: unknown, problem: unknown) => void): unknown;
		reload(options?: object): void;
	};
	readonly panels: {
		readonly themeName: string;
		create(
			title: string,
			icon: string,
			page: string,
			callback: (panel: {
				readonly onShown: { addListener(listener: (window: Window) => void): void };
				readonly onHidden: { addListener(listener: () => void): void };
			}) => void,
		): unknown;
		readonly onThemeChanged?: { addListener(listener: (name: string) => void): void };
		setThemeChangeHandler?(listener: (name: string) => void): void;
	};
}

/**
 * The DevTools API of either browser, in its callback form, which both have. Not WXT's `browser`: it lacks `devtools` in
 * Chrome 144 and later (wxt-dev/wxt#2039).
 */
export function devtoolsApi(): DevtoolsApi {
	const { chrome } = globalThis as unknown as { chrome: { devtools: DevtoolsApi } };
	return chrome.devtools;
}

/** Evaluates in the inspected page; null when it cannot answer within a second (privileged page, debugger paused). */
export function askInspectedPage(expression: string): Promise<unknown> {
	return new Promise((resolve) => {
		setTimeout(() => resolve(null), 1000);
		try {
			devtoolsApi().inspectedWindow.eval(expression, (value, problem) => resolve(problem ? null : value));
		} catch {
			resolve(null);
		}
	});
}
