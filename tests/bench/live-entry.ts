import { createPendingBook } from "../../lib/live/pending";
import { createStreamFollower } from "../../lib/live/stream-follower";

/** What the bench measures, bundled for plain Node. */
export const lib = { createPendingBook, createStreamFollower };
