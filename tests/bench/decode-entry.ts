import { decode } from "../../lib/decode";
import { fromEntry } from "../../lib/from-entry";
import { random } from "../fixtures/random";
import { BODIES } from "../fuzz/bodies";

/** What the bench measures, bundled for plain Node. */
export const lib = { decode, fromEntry, random, BODIES };
