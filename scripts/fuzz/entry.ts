import { runProperties as run } from "../../tests/fuzz/properties";

/** The property tests, for more cases than a test run takes. */
export const runProperties = run;
