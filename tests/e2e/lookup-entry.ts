import { createReferenceDesk } from "../../lib/reference-desk";

/** The quick lookup in this process, to know what the pages must say. Bundled: Node imports no JSON as the pages do. */
export const lib = { createReferenceDesk };
