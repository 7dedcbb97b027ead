import { FolderOpen } from "lucide";
import { useRef } from "preact/hooks";
import { viewer } from "../lib/messages/lookup";
import { Icon } from "./Icon";

interface ViewerEmptyProps {
	readonly onFile: (file: File) => void;
	readonly onSample: () => void;
	readonly onLookup: () => void;
}

/** The viewer before anything is in it: what it takes, and where to get that. */
export function ViewerEmpty({ onFile, onSample, onLookup }: ViewerEmptyProps) {
	const field = useRef<HTMLInputElement>(null);
	return (
		<div class="empty">
			<h2>{viewer.empty}</h2>
			<p>{viewer.emptyText}</p>
			<div class="buttons">
				<input
					ref={field}
					type="file"
					accept=".har,.gz,.json"
					class="file-input"
					aria-label={viewer.openFile}
					tabIndex={-1}
					onChange={({ currentTarget }) => {
						const [file] = currentTarget.files ?? [];
						// The same file can be chosen again.
						currentTarget.value = "";
						if (file) onFile(file);
					}}
				/>
				<button type="button" class="button primary" onClick={() => field.current?.click()}>
					<Icon icon={FolderOpen} size={12} /> {viewer.openFile}
				</button>
				<button type="button" class="button" onClick={onSample}>
					{viewer.sample}
				</button>
				<button type="button" class="button" onClick={onLookup}>
					{viewer.lookUp}
				</button>
			</div>
			<section>
				<h3>{viewer.whereFrom}</h3>
				<ul class="hints">
					<li>{viewer.howHar}</li>
					<li>{viewer.live}</li>
				</ul>
			</section>
		</div>
	);
}
