import { createContext } from "preact";
import type { Exported } from "../lib/export/export-as";
import type { Row } from "../lib/session";

/** What any part of the view may ask for, however deep it sits. */
export interface Surroundings {
	copy(text: string): Promise<boolean>;
	openLink(url: string): void;
	/** Display name of a router id. */
	routerName(id: string): string;
	/** Name and version of the browser; absent or empty where nobody says. */
	readonly browser?: string;
	/** One request in an export form; absent where nothing can be exported (popup). */
	exportOf?(formatId: string, row: Row): Exported;
}

export const SurroundingsContext = createContext<Surroundings>({
	copy: () => Promise.resolve(false),
	openLink: () => undefined,
	routerName: (id) => id,
});
