import { useContext, useLayoutEffect, useState } from "preact/hooks";
import { secrets as words } from "../lib/messages/exporting";
import { PANEL_HIDDEN } from "../lib/panel-hidden";
import { SafeText } from "./SafeText";
import { RevealContext } from "./secret-parts";

/** How long one value stays in sight. */
const SHOWN_MS = 30_000;

/** A masked secret: a click shows this one value for half a minute, or until the panel is put away. */
export function SecretChip({ token }: { readonly token: string }) {
	const reveal = useContext(RevealContext);
	const [shown, setShown] = useState(false);
	// With the paint, not after it: no secret is in sight a moment without what hides it again.
	useLayoutEffect(() => {
		if (!shown) return;
		const hide = () => setShown(false);
		const onVisibility = () => document.hidden && hide();
		const timer = setTimeout(hide, SHOWN_MS);
		document.addEventListener("visibilitychange", onVisibility);
		window.addEventListener(PANEL_HIDDEN, hide);
		return () => {
			clearTimeout(timer);
			document.removeEventListener("visibilitychange", onVisibility);
			window.removeEventListener(PANEL_HIDDEN, hide);
		};
	}, [shown]);
	const secret = shown ? (reveal?.(token) ?? null) : null;
	return (
		<button
			type="button"
			class="secret"
			aria-pressed={secret !== null}
			title={secret === null ? words.reveal : words.hide}
			onClick={(event) => {
				event.stopPropagation();
				setShown(!shown);
			}}
		>
			{secret === null ? token : <SafeText value={secret} limit={16_384} />}
		</button>
	);
}
