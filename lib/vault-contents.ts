import { createVault, SECRET_KINDS, type SecretKind, type Vault } from "./vault";

/** Secrets handed from one thread to another: a vault itself cannot be cloned. Never stored. */
export interface VaultContents {
	/** In the order in which they were masked: their numbers, kind by kind, follow from it. */
	readonly masked: readonly (readonly [kind: SecretKind, secret: string])[];
	readonly noted: readonly string[];
}

/** All of a vault. */
export function vaultContents(vault: Vault | null): VaultContents {
	const masked: [SecretKind, string][] = [];
	if (vault === null) return { masked, noted: [] };
	for (const kind of SECRET_KINDS)
		for (let number = 1; ; number += 1) {
			const secret = vault.reveal(`‹${kind} ${number}›`);
			if (secret === null) break;
			masked.push([kind, secret]);
		}
	const known = new Set(masked.map(([, secret]) => secret));
	return { masked, noted: vault.secrets().filter((secret) => !known.has(secret)) };
}

/** Parts of a file are read side by side, each with tokens of its own: part 2 begins with `‹key 200001›`. */
const NUMBERS_PER_PART = 100_000;
const PART_TOKEN = /‹[a-z-]{3,9} \d{6}›/g;

/** The vault of one part of a file, and what is new in it. */
export interface VaultFeed {
	readonly vault: Vault;
	/** What was seen since this was asked last. */
	readonly take: () => VaultContents;
}

/** @param part Index of the part of the file, from 0. */
export function createVaultFeed(part: number): VaultFeed {
	let masked: [SecretKind, string][] = [];
	let noted: string[] = [];
	return {
		vault: createVault({
			firstNumber: part * NUMBERS_PER_PART + 1,
			onNew(secret, kind) {
				if (kind === null) noted.push(secret);
				else masked.push([kind, secret]);
			},
		}),
		take() {
			const contents = { masked, noted };
			masked = [];
			noted = [];
			return contents;
		},
	};
}

/** The secrets of one part on their way into the vault of the whole. */
export interface VaultMerge {
	readonly add: (contents: VaultContents) => void;
	/** A text of that part with the tokens of the whole. */
	readonly rename: (text: string) => string;
}

/** @param vault Of the whole file; parts are to be merged in their order. */
export function mergeVault(vault: Vault, part: number): VaultMerge {
	const counts = new Map<SecretKind, number>();
	const names = new Map<string, string>();
	return {
		add({ masked, noted }) {
			for (const [kind, secret] of masked) {
				const number = (counts.get(kind) ?? part * NUMBERS_PER_PART) + 1;
				counts.set(kind, number);
				const theirs = `‹${kind} ${number}›`;
				const ours = vault.mask(secret, kind);
				if (ours !== theirs) names.set(theirs, ours);
			}
			for (const secret of noted) vault.note(secret);
		},
		rename: (text) =>
			names.size === 0 || !text.includes("‹")
				? text
				: text.replace(PART_TOKEN, (token) => names.get(token) ?? token),
	};
}
