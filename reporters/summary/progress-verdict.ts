import type { Level } from "../../src/model/level.ts";
import type { VerdictKind } from "../../src/model/verdict.ts";
import { formatDuration } from "../text/format-duration.ts";
import { visible } from "../text/visible.ts";

/** A verdict at the moment when it falls. */
export interface FallenVerdict {
  readonly target: string;
  readonly rule: string;
  readonly binding: string;
  readonly level: Level | undefined;
  readonly verdict: VerdictKind;
  readonly reason: string | null;
  /** Since the run began. */
  readonly elapsedMs: number;
}

/** One line, without control characters: `✘ 2 s  server: service.operation.rule [get]: MUST: the reason`. */
export function formatVerdict(fallen: FallenVerdict): string {
  const { target, rule, binding, level, verdict, reason, elapsedMs } = fallen;
  const mark = verdict !== "fail" ? "?" : level === "SHOULD" ? "!" : "✘";
  const said = [verdict === "fail" ? (level ?? "") : "not judged", reason ?? ""].filter(Boolean);
  const line = `${target}: ${rule} [${binding}]: ${said.join(": ")}`.replace(/\s+/g, " ");
  return `${mark} ${formatDuration(elapsedMs)}  ${visible(line)}`;
}
