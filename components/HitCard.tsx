import { linkTrail } from "../lib/format";
import { detail } from "../lib/messages/interface";
import { lookup, reference } from "../lib/messages/lookup";
import type { HitView, Reading } from "../lib/reading";
import { CopyButton } from "./CopyButton";
import { CopyVerdict } from "./CopyVerdict";
import { DiagnosisCard } from "./DiagnosisCard";
import { ReadingPill } from "./HitLine";
import { Prose } from "./Prose";
import { SafeLink } from "./SafeLink";

interface HitCardProps {
	readonly hit: HitView;
	/** Place of the reading shown. */
	readonly shown: number;
	readonly onShow: (index: number) => void;
}

/** The marked result as in the panel; where several speakers have a word for it, they stand side by side. */
export function HitCard({ hit, shown, onShow }: HitCardProps) {
	const reading = hit.readings[shown] ?? hit.readings[0];
	if (!reading) return null;
	return (
		<>
			<h2>
				<Prose text={reading.title} />
			</h2>
			{hit.readings.length > 1 && <Readings hit={hit} reading={reading} onShow={onShow} />}
			<Body key={reading.id} reading={reading} />
			<footer class="entry-foot">
				<span class="entry-id">
					{reference.id} <code>{reading.id}</code> <CopyButton text={reading.id} label={reference.copyId} />
				</span>
				<CopyVerdict verdict={{ ...reading, requestId: null }} />
			</footer>
		</>
	);
}

/** Readings that stand side by side where they differ; the others are a word each. */
const SIDE_BY_SIDE = 2;

function differ(readings: readonly Reading[]): boolean {
	const said = readings.map(({ shortTitle, diagnosis, phase }) =>
		[shortTitle, diagnosis?.retry.verdict ?? phase].join("\n"),
	);
	return new Set(said).size > 1;
}

function Readings({
	hit: { readings },
	reading,
	onShow,
}: {
	readonly hit: HitView;
	readonly reading: Reading;
	readonly onShow: (index: number) => void;
}) {
	const cards = differ(readings.slice(0, SIDE_BY_SIDE)) ? SIDE_BY_SIDE : 0;
	const chips = readings.slice(cards);
	return (
		<div role="group" aria-label={lookup.readings} class="who-says">
			<div class="readings">
				{readings.slice(0, cards).map((one, index) => (
					<button
						key={one.id}
						type="button"
						class="reading card"
						aria-pressed={one === reading}
						onClick={() => onShow(index)}
					>
						<span class="card-label">{one.speaker}</span>
						<ReadingPill reading={one} />
						<span class="reading-title">
							<Prose text={one.shortTitle} />
						</span>
					</button>
				))}
			</div>
			{chips.length > 0 && (
				<div class="also-said">
					<span class="also-said-label">{cards === 0 ? lookup.saidBy : lookup.alsoSaid}</span>
					{chips.map((one, index) => (
						<button
							key={one.id}
							type="button"
							class="chip"
							aria-pressed={one === reading}
							onClick={() => onShow(cards + index)}
						>
							{one.speaker}
						</button>
					))}
				</div>
			)}
		</div>
	);
}

function Body({ reading }: { readonly reading: Reading }) {
	if (reading.diagnosis)
		return <DiagnosisCard diagnosis={reading.diagnosis} arrived={null} router={reading.speaker} lookup />;
	return (
		<>
			<p class="explanation">
				<Prose text={reading.explanation} />
			</p>
			<section class="part">
				<h3>{detail.documented}</h3>
				<p>
					<SafeLink url={reading.source}>{linkTrail(reading.source)}</SafeLink>
				</p>
			</section>
		</>
	);
}
