import { formatBytes, hostOf, linkTrail } from "../lib/format";
import type { PendingRequest } from "../lib/live/pending-request";
import { detail } from "../lib/messages/interface";
import { Card } from "./Card";
import { useNow } from "./clock";
import { LivePhase, PendingElapsed } from "./LivePhase";
import { Prose } from "./Prose";
import { SafeLink } from "./SafeLink";
import { SafeText } from "./SafeText";

/** A request on its way: how long, how far, and what to do about it if its kind takes long. */
export function PendingCards({ pending }: { readonly pending: PendingRequest }) {
	const { startedAt, bytes, advice, decoded, exchange } = pending;
	const now = useNow(advice !== null);
	return (
		<>
			<div class="cards">
				<Card label={detail.elapsed} value={<PendingElapsed startedAt={startedAt} />} tone="run">
					{formatBytes(bytes)}
				</Card>
				<Card label={detail.phase} value={<LivePhase pending={pending} />} />
				<Card
					label={detail.model}
					value={decoded.model === null ? detail.noModel : <SafeText value={decoded.model} limit={80} />}
					wire={decoded.model !== null}
					quiet={decoded.model === null}
				>
					<SafeText value={hostOf(exchange.url)} />
				</Card>
			</div>
			{advice && now - startedAt >= Math.min(advice.afterMs, 3000) && (
				<section class="box">
					<h3>{detail.actions}</h3>
					<p>
						<Prose text={advice.text} />{" "}
						{advice.source !== "" && <SafeLink url={advice.source}>{linkTrail(advice.source)}</SafeLink>}
					</p>
				</section>
			)}
		</>
	);
}
