import { createAudit } from "../../lib/audit/audit";
import { decode } from "../../lib/decode";
import { explainFailure } from "../../lib/explain-failure";
import { createTaskBook } from "../../lib/task-book";
import { playSession } from "../fixtures/media-jobs";
import { random } from "../fixtures/random";

/** What the bench of the jobs needs: bundled for plain Node. */
export const lib = { createAudit, createTaskBook, decode, explainFailure, playSession, random };
