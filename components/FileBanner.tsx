import { useState } from "preact/hooks";
import { opening as words } from "../lib/messages/exporting";
import { banners } from "../lib/messages/interface";
import type { Session } from "../lib/session";
import type { FileState } from "./panel-props";
import { SafeText } from "./SafeText";

interface FileBannerProps {
	readonly session: Session;
	readonly file: FileState | null;
	/** Live requests that came while the file is shown. */
	readonly meanwhile: number;
	/** Word of the button that leaves the file; the live list where there is one. */
	readonly endFile?: string;
	readonly onBack: () => void;
	readonly onDismiss: () => void;
}

/** Above the list: a file being read, one that was refused, or whose rows these are. */
export function FileBanner({ session, file, meanwhile, endFile, onBack, onDismiss }: FileBannerProps) {
	const understanding = session.origin === "file" ? (file?.understanding ?? null) : null;
	return (
		<>
			{file?.progress != null && (
				<div class="banner progress" role="status">
					<span>
						<SafeText value={file.name} limit={80} />: {file.progress}
					</span>
					<progress aria-label={words.progress} max={1} {...(file.share !== null && { value: file.share })} />
					<button type="button" class="button small" onClick={onDismiss}>
						{words.cancel}
					</button>
				</div>
			)}
			{file !== null && file.refusal !== "" && (
				<div class="banner" role="alert">
					<span>
						<b>{words.notOpened}</b> <SafeText value={file.name} limit={80} />: {file.refusal}
					</span>
					<button type="button" class="button small" onClick={onDismiss}>
						{words.dismiss}
					</button>
				</div>
			)}
			{session.origin !== "live" && (
				<div class="banner" role="status">
					<span>
						{session.origin === "sample" ? banners.sample : words.shown}
						{session.origin === "file" && file !== null && file.shown !== "" && (
							<>
								{" "}
								{words.file}: <SafeText value={file.shown} limit={80} />.
							</>
						)}
						{meanwhile > 0 && <span class="meanwhile"> {words.meanwhile(meanwhile)}</span>}
						{understanding !== null && <span class="meanwhile"> {understanding.progress}</span>}
					</span>
					{understanding !== null && (
						<progress aria-label={words.understanding} max={1} value={understanding.share} />
					)}
					<button type="button" class="button small" onClick={onBack}>
						{session.origin === "sample" ? banners.endSample : (endFile ?? banners.endFile)}
					</button>
				</div>
			)}
			{session.origin === "file" && file !== null && file.problemCount > 0 && <Problems file={file} />}
		</>
	);
}

/** Entries that were left out, each with its place and reason. */
function Problems({ file: { problems, problemCount } }: { readonly file: FileState }) {
	const [open, setOpen] = useState(false);
	return (
		<div class="banner broken-entries" role="status">
			<span>
				{words.broken(problemCount)}{" "}
				{!open && (
					<code>
						<SafeText value={problems[0]?.place ?? ""} limit={80} />
					</code>
				)}
			</span>
			<button type="button" class="button small" aria-expanded={open} onClick={() => setOpen(!open)}>
				{open ? words.hideBroken : words.showBroken}
			</button>
			{open && (
				<ul>
					{problems.map(({ place, reason }, index) => (
						<li key={index}>
							<code>
								<SafeText value={place} limit={80} />
							</code>{" "}
							<SafeText value={reason} limit={200} />
						</li>
					))}
					{problemCount > problems.length && <li>{words.brokenMore(problemCount - problems.length)}</li>}
				</ul>
			)}
		</div>
	);
}
