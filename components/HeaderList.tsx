import type { Evidence } from "../lib/diagnosis";
import type { Exchange, Header } from "../lib/exchange";
import { headers as words } from "../lib/messages/interface";
import { SafeText } from "./SafeText";

/** Headers of answer and request as they came, names in their own case; evidence marked. */
export function HeaderLists({
	exchange,
	evidence,
}: {
	readonly exchange: Exchange;
	readonly evidence: readonly Evidence[];
}) {
	const quoted = new Set(
		evidence.filter(({ where }) => where === "response.headers").map(({ path }) => path.toLowerCase()),
	);
	return (
		<>
			<HeaderList title={words.response} headers={exchange.responseHeaders} quoted={quoted} />
			<HeaderList title={words.request} headers={exchange.requestHeaders} quoted={new Set()} />
			<p class="hint">{words.masked}</p>
		</>
	);
}

interface HeaderListProps {
	readonly title: string;
	readonly headers: readonly Header[];
	readonly quoted: ReadonlySet<string>;
}

function HeaderList({ title, headers, quoted }: HeaderListProps) {
	return (
		<section>
			<h3>{title}</h3>
			{headers.length === 0 ? (
				<p class="hint">{words.none}</p>
			) : (
				<dl class="fields">
					{headers.map(({ name, value }, index) => (
						<div key={index}>
							<dt>
								<SafeText value={name} limit={100} />
							</dt>
							<dd>
								{quoted.has(name.toLowerCase()) ? (
									<mark>
										<SafeText value={value} limit={2000} secrets />
									</mark>
								) : (
									<SafeText value={value} limit={2000} secrets />
								)}
							</dd>
						</div>
					))}
				</dl>
			)}
		</section>
	);
}
