import type { ExplainedPaste } from "../lib/explain-paste";
import type { HitView, ReferenceGroup, ReferencePage } from "../lib/reading";
import type { RouterOption } from "../lib/reference-desk";

/** The reference desk (`lib/reference-desk.ts`) wherever it works: in a worker, so that the page stays light. */
export interface LookupEngine {
	search(query: string, router: string | null): Promise<readonly HitView[]>;
	entry(id: string): Promise<HitView | null>;
	groups(): Promise<readonly ReferenceGroup[]>;
	page(group: string): Promise<ReferencePage | null>;
	explain(text: string, router: string | null): Promise<ExplainedPaste>;
	routers(): Promise<readonly RouterOption[]>;
}
