import { detail, tasks as words } from "../lib/messages/interface";
import type { Task } from "../lib/task";
import { CopyButton } from "./CopyButton";
import { SafeLink } from "./SafeLink";
import { SafeText } from "./SafeText";

/** What a job gave, as links that are never loaded by us. */
export function TaskResults({ task }: { readonly task: Task }) {
	const { results, resultText, previews } = task;
	if (results.length === 0 && resultText === null && previews.length === 0) return null;
	return (
		<section>
			<h3>{results.length === 0 && resultText === null ? words.preview : words.result}</h3>
			<ul class="results">
				{resultText !== null && (
					<li>
						<code>
							<SafeText value={resultText} />
						</code>{" "}
						<CopyButton text={resultText} label={detail.copyNamed(words.result.toLowerCase())} />
					</li>
				)}
				{(results.length > 0 ? results : previews).slice(0, 20).map((url, index) => (
					<li key={index}>
						<SafeLink url={url} />{" "}
						<CopyButton text={url} label={detail.copyNamed(`${words.result.toLowerCase()} ${index + 1}`)} />
					</li>
				))}
			</ul>
			<p class="hint">{words.resultsHint}</p>
		</section>
	);
}
