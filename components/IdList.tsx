import type { Diagnosis } from "../lib/diagnosis";
import { detail } from "../lib/messages/interface";
import { CopyButton } from "./CopyButton";
import { SafeText } from "./SafeText";

/** Ids to quote to support, each with a button to copy it; nothing where the request id stands alone and has its card. */
export function IdList({
	diagnosis,
	requestId,
}: {
	readonly diagnosis: Diagnosis;
	readonly requestId: string | null;
}) {
	const root = diagnosis.cause;
	const found: [string, string | null | undefined][] = [
		[detail.requestId, diagnosis.requestId ?? requestId],
		[detail.errorId, diagnosis.errorId],
		[detail.causeRequestId, root?.requestId],
		[detail.causeErrorId, root?.errorId],
	];
	const ids = found.filter(([, id], index) => id && found.findIndex(([, other]) => other === id) === index);
	// The request id alone has its card already.
	if (!ids.some(([name]) => name !== detail.requestId)) return null;
	return (
		<section>
			<h3>{detail.ids}</h3>
			<dl class="ids">
				{ids.map(([name, id]) => (
					<div key={name}>
						<dt>{name}</dt>
						<dd>
							<code>
								<SafeText value={id} limit={120} />
							</code>{" "}
							<CopyButton text={id ?? ""} label={detail.copyNamed(name.toLowerCase())} />
						</dd>
					</div>
				))}
			</dl>
		</section>
	);
}
