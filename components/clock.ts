import { createContext } from "preact";
import { useContext, useEffect, useState } from "preact/hooks";

/** The present moment, for the few places that tick. */
export interface Clock {
	/** Milliseconds since the epoch. */
	now(): number;
	/** Calls back each second while the page is visible; returns how to stop. */
	subscribe(tick: () => void): () => void;
}

const SECOND = 1000;

/** A clock of one timer, which runs only while somebody listens and the page can be seen. */
export function createClock(): Clock {
	const listeners = new Set<() => void>();
	let timer: ReturnType<typeof setInterval> | null = null;
	const tick = () => {
		for (const listener of [...listeners]) listener();
	};
	const stop = () => {
		if (timer !== null) clearInterval(timer);
		timer = null;
	};
	const update = () => {
		if (listeners.size === 0 || document.hidden) return stop();
		timer ??= setInterval(tick, SECOND);
	};
	const onVisibility = () => {
		if (!document.hidden) tick();
		update();
	};
	return {
		now: () => Date.now(),
		subscribe(listener) {
			if (listeners.size === 0) document.addEventListener("visibilitychange", onVisibility);
			listeners.add(listener);
			update();
			return () => {
				listeners.delete(listener);
				if (listeners.size === 0) document.removeEventListener("visibilitychange", onVisibility);
				update();
			};
		},
	};
}

export const ClockContext = createContext<Clock>({ now: () => Date.now(), subscribe: () => () => undefined });

/** The present moment; while `live`, the calling component alone is drawn again each second. */
export function useNow(live: boolean): number {
	const clock = useContext(ClockContext);
	const [, redraw] = useState(0);
	useEffect(() => (live ? clock.subscribe(() => redraw((n) => n + 1)) : undefined), [clock, live]);
	return clock.now();
}
