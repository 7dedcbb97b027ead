/** Deleted entries stay in a Map's table until it is rebuilt, and every look for the oldest passes them: so not one by one. */
const BATCH = 256;

/** Lets the oldest entries of a map go once it has grown well past its limit. */
export function trim(map: Map<string, unknown>, most: number): void {
	if (map.size < most + BATCH) return;
	for (const key of map.keys()) {
		if (map.size <= most) return;
		map.delete(key);
	}
}
