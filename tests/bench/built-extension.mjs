import { existsSync } from "node:fs";
import { join } from "node:path";
import { ROOT, runTool } from "../../scripts/setup/run.mjs";

/** The extension as it is installed: EXTENSION, or built now. */
export async function builtExtension() {
	if (process.env.EXTENSION) return process.env.EXTENSION;
	const { code, output } = await runTool("wxt/bin/wxt.mjs", ["build"], { env: { WXT_TELEMETRY: "0" } });
	const built = join(ROOT, ".output/chrome-mv3");
	if (code !== 0 || !existsSync(built)) throw new Error(`The extension could not be built:\n${output}`);
	return built;
}
