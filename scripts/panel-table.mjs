/** Reads the table that the panel shows, as text: roles only, so that it survives a new design. */

/**
 * Every row of the first grid, scrolled through because rows out of sight are not in the document.
 * @param {import("@playwright/test").FrameLocator} panel
 * @returns {Promise<string[][]>} the cells of each row, lines of a cell joined by " · "
 */
export function readTable(panel) {
	return panel.locator("body").evaluate(readGrid);
}

/** Runs in the panel and uses nothing from around it. @returns {Promise<string[][]>} */
export async function readGrid() {
	const element = document.querySelector('[role="grid"]');
	if (!element) return [];
	/** @type {Map<string, string[]>} */
	const rows = new Map();
	/** @type {Element[]} */
	const around = [];
	for (let outer = element.parentElement; outer !== null; outer = outer.parentElement) around.push(outer);
	const scroller =
		[element, ...element.querySelectorAll("*"), ...around].find(
			(candidate) =>
				candidate.scrollHeight > candidate.clientHeight &&
				/auto|scroll/.test(getComputedStyle(candidate).overflowY),
		) ?? element;
	for (let top = 0; ; top += scroller.clientHeight / 2) {
		scroller.scrollTop = top;
		await new Promise((resolve) => setTimeout(resolve, 150));
		for (const row of element.querySelectorAll('[role="row"]')) {
			const cells = [...row.querySelectorAll('[role="gridcell"], [role="cell"], [role="columnheader"]')];
			const texts = cells.map((cell) =>
				// biome-ignore lint/performance/useDomNodeTextContent: what is not rendered is not seen.
				/** @type {HTMLElement} */ (cell).innerText
					.split("\n")
					.map((line) => line.trim())
					.filter((line) => line !== "")
					.join(" · "),
			);
			rows.set(row.getAttribute("aria-rowindex") ?? String(rows.size), texts);
		}
		if (top + scroller.clientHeight >= scroller.scrollHeight) break;
	}
	scroller.scrollTop = 0;
	return [...rows].sort(([a], [b]) => Number(a) - Number(b)).map(([, texts]) => texts);
}

/**
 * Lines up a table for a terminal.
 * @param {readonly (readonly string[])[]} table
 * @param {number} widest characters a cell may take
 */
export function formatTable(table, widest = 100) {
	/** @type {number[]} */
	const widths = [];
	for (const row of table)
		for (const [i, cell] of row.entries())
			widths[i] = Math.min(widest, Math.max(widths[i] ?? 0, cell.length));
	const fit = (/** @type {string} */ cell, /** @type {number} */ width) =>
		(cell.length > width ? `${cell.slice(0, width - 1)}…` : cell).padEnd(width);
	return table
		.map((row) =>
			row
				.map((cell, i) => fit(cell, widths[i] ?? 0))
				.join("  ")
				.trimEnd(),
		)
		.join("\n");
}
