declare const SAFE: unique symbol;

/** Marks what has been through the allow-list; a format takes nothing else. */
export type Safe<T> = T & { readonly [SAFE]: true };

/** Only for the functions that build a safe value field by field. */
export function mark<T>(value: T): Safe<T> {
	return value as Safe<T>;
}
