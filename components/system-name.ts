import { mediaSystem } from "../lib/media/list";
import type { SystemId } from "../lib/task";

/** Display name of a media system; an id nobody knows is shown as it is. */
export function systemName(id: SystemId): string {
	return mediaSystem(id)?.name ?? id;
}
