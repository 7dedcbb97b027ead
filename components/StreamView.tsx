import { useState } from "preact/hooks";
import type { Evidence } from "../lib/diagnosis";
import { formatDuration } from "../lib/format";
import { body as words } from "../lib/messages/interface";
import { prettyParts, rawParts, type StreamLine } from "./body-text";
import { SafeText } from "./SafeText";

interface StreamViewProps {
	readonly events: readonly StreamLine[];
	readonly evidence: readonly Evidence[];
	/** Number of the first of these in its stream, from 1. */
	readonly firstNumber?: number;
}

const FIRST = 200;
const STEP = 500;
const EVENT_LIMIT = 16 * 1024;

/** A stream as the list of its events; each opens to its data set out in lines. */
export function StreamView({ events, evidence, firstNumber = 1 }: StreamViewProps) {
	const [shown, setShown] = useState(FIRST);
	const [open, setOpen] = useState(-1);
	return (
		<div class="stream">
			<ol>
				{events.slice(0, shown).map(({ name, data, offsetMs }, index) => {
					const quoted = evidence.some(({ value }) => value.length >= 3 && data.includes(value));
					return (
						<li key={index} class={quoted ? "quoted" : ""}>
							<button
								type="button"
								aria-expanded={open === index}
								onClick={() => setOpen(open === index ? -1 : index)}
							>
								<span class="stream-time">
									{offsetMs === null ? `#${firstNumber + index}` : `+${formatDuration(offsetMs)}`}
								</span>
								<span class="stream-name">
									<SafeText value={name || words.defaultEvent} limit={40} />
								</span>
								<code>
									{quoted ? (
										<mark>
											<SafeText value={data} />
										</mark>
									) : (
										<SafeText value={data} />
									)}
								</code>
							</button>
							{open === index && <EventData data={data} evidence={evidence} />}
						</li>
					);
				})}
			</ol>
			{events.length > shown && (
				<button type="button" class="more" onClick={() => setShown(shown + STEP)}>
					{words.eventsShown(shown, events.length)}
				</button>
			)}
		</div>
	);
}

function EventData({ data, evidence }: { readonly data: string; readonly evidence: readonly Evidence[] }) {
	const { parts } = prettyParts(data, EVENT_LIMIT, evidence) ?? rawParts(data, EVENT_LIMIT, evidence);
	return (
		<pre class="code">
			{parts.map(({ text, mark }, index) => {
				const safe = <SafeText value={text} limit={EVENT_LIMIT * 2} multiline secrets />;
				return mark ? <mark key={index}>{safe}</mark> : <span key={index}>{safe}</span>;
			})}
		</pre>
	);
}
