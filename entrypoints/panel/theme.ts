import { devtoolsApi } from "../devtools/edges";

/**
 * Follows DevTools' own theme where it differs from the system's. Chromium says `default` or `dark`, Firefox `light` or
 * `dark`; `default` leaves it to `prefers-color-scheme`.
 */
export function followTheme(): void {
	const { panels } = devtoolsApi();
	const show = (name: string) => {
		if (name === "dark" || name === "light") document.documentElement.dataset.theme = name;
		else delete document.documentElement.dataset.theme;
	};
	show(panels.themeName);
	if (panels.onThemeChanged) panels.onThemeChanged.addListener(show);
	else panels.setThemeChangeHandler?.(show);
}
