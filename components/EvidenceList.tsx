import type { Diagnosis } from "../lib/diagnosis";
import { linkTrail } from "../lib/format";
import { detail, places } from "../lib/messages/interface";
import { SafeLink } from "./SafeLink";
import { SafeText } from "./SafeText";

/** What the verdict rests on, each with its place, and the page that documents it. */
export function EvidenceList({
	diagnosis,
	lookup = false,
}: {
	readonly diagnosis: Diagnosis;
	readonly lookup?: boolean;
}) {
	const { evidence, source, specificity } = diagnosis;
	if (evidence.length === 0 && source === "") return null;
	return (
		<section class="part">
			<h3>
				{lookup ? detail.documented : detail.evidence}{" "}
				{!lookup && <span class="dim">· {detail.evidenceFrom(specificity)}</span>}
			</h3>
			<dl class="evidence">
				{evidence.map(({ where, path, value }, index) => (
					<div key={index}>
						<dt>{places.get(where) ?? <SafeText value={where} limit={40} />}</dt>
						<dd>
							<code>
								{path !== "" && (
									<>
										<SafeText value={path} limit={80} />
										{where.endsWith("headers") ? ": " : " = "}
									</>
								)}
								<mark>
									<SafeText value={value} secrets />
								</mark>
							</code>
						</dd>
					</div>
				))}
				{source !== "" && (
					<div>
						<dt>{detail.documentation}</dt>
						<dd>
							<SafeLink url={source}>{linkTrail(source)}</SafeLink>
						</dd>
					</div>
				)}
			</dl>
			{diagnosis.entry === null && <p class="hint">{detail.undocumented}</p>}
		</section>
	);
}
