import { counted, empty } from "../lib/messages/interface";
import type { Session } from "../lib/session";
import { SafeText } from "./SafeText";

interface HostCandidatesProps {
	readonly session: Session;
	readonly onWatch: (host: string) => void;
}

const MOST_HOSTS = 6;

/** Hosts the page calls that are not watched, those that look like an AI API first, each one click away. */
export function HostCandidates({ session, onWatch }: HostCandidatesProps) {
	const candidates = [...session.unwatched.values()].sort(
		(a, b) => Number(b.apiLike) - Number(a.apiLike) || b.count - a.count,
	);
	if (candidates.length === 0) return null;
	return (
		<section>
			<h3>{empty.topHosts}</h3>
			<ul class="host-list">
				{candidates.slice(0, MOST_HOSTS).map(({ host, count, apiLike }) => (
					<li key={host}>
						<code>
							<SafeText value={host} limit={100} />
						</code>
						<span class="dim">
							{counted(count, "request")}
							{apiLike && ` · ${empty.apiLike}`}
						</span>
						<button
							type="button"
							class="button small"
							aria-label={empty.watchNamed(host)}
							onClick={() => onWatch(host)}
						>
							{empty.watch}
						</button>
					</li>
				))}
			</ul>
		</section>
	);
}
