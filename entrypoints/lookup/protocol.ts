import type { ReferenceDesk } from "../../lib/reference-desk";
import type { WatchedHost } from "../../lib/settings";

/** What the page asks the worker: one method of the reference desk, or the user's own hosts, sent before anything else. */
export type Question =
	| { readonly hosts: readonly WatchedHost[] }
	| { readonly id: number; readonly method: keyof ReferenceDesk; readonly values: readonly unknown[] };

/** What the worker answers; `failed` where the desk threw, which it never should. */
export type Reply =
	| { readonly id: number; readonly value: unknown }
	| { readonly id: number; readonly failed: string };
