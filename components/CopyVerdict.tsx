import { verdictText } from "../lib/messages/lookup";
import { type Verdict, verdictAsMarkdown, verdictAsText } from "../lib/verdict-text";
import { CopyButton } from "./CopyButton";

/** Takes the verdict along: for a message, or for a ticket that reads Markdown. */
export function CopyVerdict({ verdict }: { readonly verdict: Verdict }) {
	return (
		<span class="copy-verdict">
			<CopyButton text={verdictAsText(verdict)} label={verdictText.copyText} wordy />
			<CopyButton text={verdictAsMarkdown(verdict)} label={verdictText.copyMarkdown} wordy />
		</span>
	);
}
