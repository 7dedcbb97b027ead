import { EXPORT_NAMES } from "../messages/export";
import { writeCsv } from "./csv";
import { writeCurlPosix } from "./curl-posix";
import { writeCurlPowershell } from "./curl-powershell";
import type { ExportFormat } from "./format";
import { writeHar } from "./har";
import { writeReportJson } from "./report-json";
import { writeReportMarkdown } from "./report-markdown";
import { writeRetryPython } from "./retry-python";
import { writeRetryTypescript } from "./retry-typescript";

/** Every form in which evidence leaves, in the order of the menu. What is not in this list cannot leave. */
export const EXPORT_FORMATS: readonly ExportFormat[] = [
	{
		id: "report-markdown",
		name: EXPORT_NAMES["report-markdown"],
		fileName: "routescope-report",
		extension: "md",
		mimeType: "text/markdown",
		about: "few",
		bodies: true,
		write: writeReportMarkdown,
	},
	{
		id: "report-json",
		name: EXPORT_NAMES["report-json"],
		fileName: "routescope-report",
		extension: "json",
		mimeType: "application/json",
		about: "few",
		bodies: true,
		write: writeReportJson,
	},
	{
		id: "har",
		name: EXPORT_NAMES.har,
		fileName: "routescope",
		extension: "har",
		mimeType: "application/json",
		about: "many",
		bodies: true,
		write: writeHar,
	},
	{
		id: "csv",
		name: EXPORT_NAMES.csv,
		fileName: "routescope-list",
		extension: "csv",
		mimeType: "text/csv",
		about: "many",
		bodies: false,
		write: writeCsv,
	},
	{
		id: "curl-posix",
		name: EXPORT_NAMES["curl-posix"],
		fileName: "routescope-request",
		extension: "sh",
		mimeType: "text/plain",
		about: "one",
		bodies: true,
		write: writeCurlPosix,
	},
	{
		id: "curl-powershell",
		name: EXPORT_NAMES["curl-powershell"],
		fileName: "routescope-request",
		extension: "ps1",
		mimeType: "text/plain",
		about: "one",
		bodies: true,
		write: writeCurlPowershell,
	},
	{
		id: "retry-typescript",
		name: EXPORT_NAMES["retry-typescript"],
		fileName: "routescope-retry",
		extension: "ts",
		mimeType: "text/plain",
		about: "one",
		bodies: true,
		write: writeRetryTypescript,
	},
	{
		id: "retry-python",
		name: EXPORT_NAMES["retry-python"],
		fileName: "routescope-retry",
		extension: "py",
		mimeType: "text/plain",
		about: "one",
		bodies: true,
		write: writeRetryPython,
	},
];
