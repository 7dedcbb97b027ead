import { SECRET_KINDS, type SecretKind, type Vault } from "./vault";

/** All of a vault, to be handed from one thread to another: a vault itself cannot be cloned. Never stored. */
export interface VaultContents {
	/** In the order in which they were masked, kind by kind: their numbers follow from it. */
	readonly masked: readonly (readonly [kind: SecretKind, secret: string])[];
	readonly noted: readonly string[];
}

/** Takes a vault's contents out. */
export function vaultContents(vault: Vault): VaultContents {
	const masked: [SecretKind, string][] = [];
	for (const kind of SECRET_KINDS)
		for (let number = 1; ; number += 1) {
			const secret = vault.reveal(`‹${kind} ${number}›`);
			if (secret === null) break;
			masked.push([kind, secret]);
		}
	const known = new Set(masked.map(([, secret]) => secret));
	return { masked, noted: vault.secrets().filter((secret) => !known.has(secret)) };
}

/** Fills an empty vault so that every token means what it meant in the other one. */
export function fillVault(vault: Vault, { masked, noted }: VaultContents): void {
	for (const [kind, secret] of masked) vault.mask(secret, kind);
	for (const secret of noted) vault.note(secret);
}
