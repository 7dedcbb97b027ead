import { Clock, OctagonX, TriangleAlert, Unplug } from "lucide";
import type { Diagnosis } from "../lib/diagnosis";
import { list } from "../lib/messages/interface";
import { Icon } from "./Icon";
import { statusText, toneOf } from "./status-tone";

interface StatusMarkProps {
	readonly status: number | null;
	readonly diagnosis: Diagnosis | null;
	/** The answer is not read yet: nobody knows whether it is fine. */
	readonly unread?: boolean;
}

/** The status number with the shape that says the same as its colour. */
export function StatusMark({ status, diagnosis, unread = false }: StatusMarkProps) {
	const tone = unread && !diagnosis ? "quiet" : toneOf(diagnosis);
	return (
		<span class="status" data-tone={tone}>
			{statusText(status)}
			{diagnosis?.failedInside ? (
				<Icon icon={TriangleAlert} size={12} label={list.failedInside} />
			) : diagnosis?.category === "network" ? (
				<Icon icon={Unplug} size={12} />
			) : tone === "warn" ? (
				<Icon icon={Clock} size={12} />
			) : tone === "bad" ? (
				<Icon icon={OctagonX} size={12} />
			) : null}
		</span>
	);
}
