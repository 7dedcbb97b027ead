import { createAudit } from "../../lib/audit/audit";
import { decode } from "../../lib/decode";
import { explainFailure } from "../../lib/explain-failure";
import { readHar } from "../../lib/har";
import { readPaste } from "../../lib/paste";
import { createTaskBook } from "../../lib/task-book";

/** What the `decode` command needs of `lib`: bundled for plain Node by `bundle.mjs`. */
export const lib = { createAudit, decode, explainFailure, readHar, readPaste, createTaskBook };
