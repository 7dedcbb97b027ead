import { detail } from "../lib/messages/interface";
import { SafeText } from "./SafeText";

const LONGEST = 1000;

/** What the server said, set apart so that it can never pass for our verdict. */
export function Quote({ text }: { readonly text: string }) {
	return (
		<figure class="quote">
			<figcaption>{detail.fromServer}</figcaption>
			<blockquote>
				<SafeText value={text} limit={LONGEST} multiline secrets />
			</blockquote>
		</figure>
	);
}
