import type { Report } from "../../src/model/report.ts";
import type { RenderOptions } from "../render-options.ts";
import { safeJson } from "../text/safe-json.ts";
import { badgeWords } from "./badge-words.ts";

/** The answer of an endpoint of shields.io, schema version 1, to be published where shields can fetch it. */
export function renderBadge(report: Report, options: RenderOptions = {}): string {
  const { label, message, color } = badgeWords(report, options.failOn);
  const isError = color === "red";
  return safeJson({ schemaVersion: 1, label, message, color, isError });
}
