import { useState } from "preact/hooks";
import { linkTrail } from "../lib/format";
import type { Hit, Topic } from "../lib/lookup";
import { popup } from "../lib/messages/interface";
import { topicDiagnosis } from "../lib/topic-diagnosis";
import { DiagnosisCard } from "./DiagnosisCard";
import { TopicPill } from "./HitLine";
import { Prose } from "./Prose";
import { SafeLink } from "./SafeLink";

/** The chosen result as in the panel; where several speakers disagree, each has its own tab of a card. */
export function HitCard({ hit }: { readonly hit: Hit }) {
	const [chosen, setChosen] = useState(0);
	const reading = hit.readings[chosen] ?? hit.readings[0];
	if (!reading) return null;
	return (
		<article class="hit-card">
			<h2>
				<Prose text={reading.title} />
			</h2>
			<Reading topic={reading} />
			{hit.readings.length > 1 && (
				<section class="part">
					<h3>{popup.readings}</h3>
					<div class="readings">
						{hit.readings.map((topic, index) => (
							<button
								key={topic.id}
								type="button"
								class="reading card"
								aria-pressed={index === chosen}
								onClick={() => setChosen(index)}
							>
								<span class="card-label">{topic.speaker}</span>
								<span class="reading-title">
									<Prose text={topic.title} />
								</span>
								<TopicPill topic={topic} />
							</button>
						))}
					</div>
				</section>
			)}
		</article>
	);
}

function Reading({ topic }: { readonly topic: Topic }) {
	const diagnosis = topicDiagnosis(topic);
	if (diagnosis)
		return (
			<DiagnosisCard key={topic.id} diagnosis={diagnosis} arrived={null} router={topic.speaker} lookup />
		);
	return (
		<>
			<p class="explanation">
				<Prose text={topic.explanation} />
			</p>
			{topic.word && (
				<p>
					<SafeLink url={topic.word.source}>{linkTrail(topic.word.source)}</SafeLink>
				</p>
			)}
		</>
	);
}
