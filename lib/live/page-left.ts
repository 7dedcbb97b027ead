/** The mark of a request that was on its way when its page left: no answer can come any more. Shown as it stands. */
export const PAGE_LEFT = "page left before the answer";
