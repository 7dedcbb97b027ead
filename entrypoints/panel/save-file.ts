/** How long the browser may take to fetch the text it saves. */
const KEEP_MS = 60_000;

/** Hands a text to the browser as a download; no permission is needed for it. False when the browser refused. */
export function saveFile(fileName: string, mimeType: string, text: string): boolean {
	try {
		const url = URL.createObjectURL(new Blob([text], { type: `${mimeType};charset=utf-8` }));
		const link = document.createElement("a");
		link.href = url;
		link.download = fileName;
		document.body.append(link);
		link.click();
		link.remove();
		setTimeout(() => URL.revokeObjectURL(url), KEEP_MS);
		return true;
	} catch {
		return false;
	}
}
