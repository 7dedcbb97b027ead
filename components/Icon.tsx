import type { IconNode } from "lucide";
import { h } from "preact";

interface IconProps {
	readonly icon: IconNode;
	/** Spoken name; without one the icon is decoration. */
	readonly label?: string;
	readonly size?: number;
	readonly class?: string;
}

/** One Lucide icon, drawn in the colour of the text around it. */
export function Icon({ icon, label, size = 14, class: className = "" }: IconProps) {
	return (
		<svg
			class={`icon ${className}`}
			width={size}
			height={size}
			viewBox="0 0 24 24"
			fill="none"
			stroke="currentColor"
			stroke-width="2"
			stroke-linecap="round"
			stroke-linejoin="round"
			{...(label ? { role: "img", "aria-label": label } : { "aria-hidden": "true" as const })}
		>
			{icon.map(([tag, attributes]) => h(tag, { ...attributes }))}
		</svg>
	);
}
