/** A problem the user can do something about: its message is one sentence and what to do. */
export class Problem extends Error {}

/** One line about what is being done. @param {string} line */
export function say(line) {
	process.stdout.write(`${line}\n`);
}

/**
 * Runs a script's main function; a Problem is printed as its sentence, anything else with its stack. Sets the exit code.
 * @param {() => Promise<number>} main resolves to the exit code
 */
export async function runMain(main) {
	try {
		process.exitCode = await main();
	} catch (error) {
		process.exitCode = 1;
		process.stderr.write(
			`${error instanceof Problem ? error.message : error instanceof Error ? error.stack : error}\n`,
		);
	}
}
