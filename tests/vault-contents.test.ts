import { expect, test } from "vitest";
import { createVault } from "../lib/vault";
import { fillVault, vaultContents } from "../lib/vault-contents";

test("a vault filled from another says the same of every token", () => {
	const first = createVault();
	const tokens = [
		first.mask("sk-fake-one", "key"),
		first.mask("session=fake", "cookie"),
		first.mask("sk-fake-two", "key"),
	];
	first.note("notedfake0001");
	const second = createVault();
	fillVault(second, structuredClone(vaultContents(first)));
	for (const token of tokens) expect(second.reveal(token)).toBe(first.reveal(token));
	expect(new Set(second.secrets())).toEqual(new Set(first.secrets()));
	expect(second.mask("sk-fake-three", "key")).toBe("‹key 3›");
});
