import { createLookup } from "../../lib/lookup";
import { allTopics } from "../../lib/topics";

/** What the bench of the quick lookup needs: bundled for plain Node. */
export const lib = { allTopics, createLookup };
