import { expect, test } from "vitest";
import { createVault } from "../lib/vault";
import { createVaultFeed, mergeVault } from "../lib/vault-contents";

test("what one thread masked means the same in the other", () => {
	const feed = createVaultFeed(0);
	const whole = createVault();
	const { add, rename } = mergeVault(whole, 0);
	const tokens = [feed.vault.mask("sk-fake-one", "key"), feed.vault.mask("session=fake", "cookie")];
	add(structuredClone(feed.take()));
	tokens.push(feed.vault.mask("sk-fake-two", "key"));
	feed.vault.note("notedfake0001");
	add(structuredClone(feed.take()));
	for (const token of tokens) {
		expect(rename(token)).toBe(token);
		expect(whole.reveal(token)).toBe(feed.vault.reveal(token));
	}
	expect(new Set(whole.secrets())).toEqual(new Set(feed.vault.secrets()));
	expect(whole.mask("sk-fake-three", "key")).toBe("‹key 3›");
	expect(feed.take()).toEqual({ masked: [], noted: [] });
});

test("parts read side by side agree on the names of their secrets", () => {
	const whole = createVault();
	const [first, second] = [createVaultFeed(0), createVaultFeed(1)];
	const shared = "sk-fake-shared";
	first.vault.mask(shared, "key");
	const own = second.vault.mask("sk-fake-own", "key");
	const again = second.vault.mask(shared, "key");
	expect(own).not.toBe(again);
	mergeVault(whole, 0).add(first.take());
	const { add, rename } = mergeVault(whole, 1);
	add(second.take());
	expect(rename(`Bearer ${again}, Bearer ${own}`)).toBe("Bearer ‹key 1›, Bearer ‹key 2›");
	expect(whole.reveal(rename(own))).toBe("sk-fake-own");
	expect(rename("‹key 199999›, nobody's")).toBe("‹key 199999›, nobody's");
});
