import { useRef } from "preact/hooks";
import { counted, empty } from "../lib/messages/interface";
import type { Session } from "../lib/session";
import { hostOrder } from "./host-order";
import { SafeText } from "./SafeText";

interface HostCandidatesProps {
	readonly session: Session;
	readonly onWatch: (host: string) => void;
}

/**
 * Hosts the page calls that are not watched, each one click away. They arrive while somebody aims at a button: stand it
 * below everything else that can be pressed.
 */
export function HostCandidates({ session, onWatch }: HostCandidatesProps) {
	const order = useRef<readonly string[]>([]);
	order.current = hostOrder(order.current, session.unwatched);
	if (order.current.length === 0) return null;
	return (
		<section>
			<h3>{empty.topHosts}</h3>
			<ul class="host-list">
				{order.current.map((host) => {
					const { count = 0, apiLike = false } = session.unwatched.get(host) ?? {};
					return (
						<li class="called" key={host}>
							<code>
								<SafeText value={host} limit={100} />
							</code>
							<span class="called-count">
								{counted(count, "request")}
								{apiLike && ` · ${empty.apiLike}`}
							</span>
							<button
								type="button"
								class="button small called-watch"
								aria-label={empty.watchNamed(host)}
								onClick={() => onWatch(host)}
							>
								{empty.watch}
							</button>
						</li>
					);
				})}
			</ul>
		</section>
	);
}
