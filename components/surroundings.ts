import { createContext } from "preact";

/** What any part of the view may ask for, however deep it sits. */
export interface Surroundings {
	copy(text: string): Promise<boolean>;
	openLink(url: string): void;
	/** Display name of a router id. */
	routerName(id: string): string;
}

export const SurroundingsContext = createContext<Surroundings>({
	copy: () => Promise.resolve(false),
	openLink: () => undefined,
	routerName: (id) => id,
});
