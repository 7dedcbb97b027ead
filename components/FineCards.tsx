import { useContext } from "preact/hooks";
import { formatBytes, formatDuration, hostOf } from "../lib/format";
import { detail, list } from "../lib/messages/interface";
import type { Row } from "../lib/session";
import { Card } from "./Card";
import { CopyButton } from "./CopyButton";
import { isUnread } from "./pending-row";
import { SafeText } from "./SafeText";
import { SurroundingsContext } from "./surroundings";

/** A request that went well: what is worth knowing, calmly. */
export function FineCards({ row }: { readonly row: Row }) {
	const { exchange, decoded } = row;
	const { routerName } = useContext(SurroundingsContext);
	const { stream, model, requestId, router } = decoded;
	// What is not read yet is not missing.
	const known = (value: string | null) => value !== null || !isUnread(row);
	return (
		<>
			<p class="explanation">
				{isUnread(row)
					? exchange.source === "har"
						? detail.unreadText
						: detail.pendingText
					: detail.fineText(exchange.status, exchange.time)}
				{stream &&
					` ${list.stream(stream.events)}: ${stream.ended ? detail.ended : detail.cut}${
						stream.finishReason === null ? "" : `, ${detail.finishReason} `
					}`}
				{stream?.finishReason && <SafeText value={stream.finishReason} limit={40} />}
			</p>
			<div class="cards">
				<Card label={detail.took} value={formatDuration(exchange.time) || list.noStatus}>
					{formatBytes(exchange.responseBody.size)}
				</Card>
				{known(model) && (
					<Card
						label={detail.model}
						value={model === null ? detail.noModel : <SafeText value={model} limit={80} />}
						wire={model !== null}
						quiet={model === null}
					>
						{router === null ? (
							<SafeText value={hostOf(exchange.url)} />
						) : (
							<SafeText value={routerName(router)} />
						)}
					</Card>
				)}
				{known(requestId) && (
					<Card
						label={detail.requestId}
						value={requestId === null ? detail.noRequestId : <SafeText value={requestId} limit={80} />}
						wire={requestId !== null}
						quiet={requestId === null}
					>
						{requestId !== null && (
							<>
								<CopyButton text={requestId} label={detail.copyNamed(detail.requestId.toLowerCase())} />{" "}
								{detail.forSupport}
							</>
						)}
					</Card>
				)}
			</div>
		</>
	);
}
