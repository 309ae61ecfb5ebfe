import type { Report } from "../src/model/report.ts";
import { deviationsOf } from "./deviations-of.ts";
import type { FailOn } from "./render-options.ts";
import { standingOf } from "./standing.ts";
import { truncate } from "./text/truncate.ts";
import { visible } from "./text/visible.ts";

/** The two halves of a badge, and its colour by the names of shields.io. */
export interface BadgeWords {
  readonly label: string;
  readonly message: string;
  readonly color: "brightgreen" | "red" | "yellow";
}

/** A badge is small. */
const MAX_NAME = 40;

/**
 * A report in a few words: the outcome, how much is violated, and how many deviations are stale. A run that did not complete is
 * `incomplete` whatever was judged: only a whole run is worth a green or a red badge.
 */
export function badgeWords({ run, targets }: Report, failOn: FailOn = "must"): BadgeWords {
  const [only] = targets;
  const label =
    only && targets.length === 1 ? `assay ${visible(truncate(only.name, MAX_NAME))}` : "assay";
  const violated = targets
    .flatMap((target) => target.rules)
    .filter((rule) => standingOf(rule, failOn) === "violated").length;
  const stale = targets.flatMap((target) => deviationsOf(target, "stale")).length;
  const note = [violated > 0 ? `${violated} violated` : "", stale > 0 ? `${stale} stale` : ""]
    .filter(Boolean)
    .join(", ");
  if (!run.complete || targets.length === 0) {
    return { label, message: ["incomplete", note].filter(Boolean).join(", "), color: "yellow" };
  }
  if (note !== "") return { label, message: note, color: "red" };
  if (targets.some((target) => target.outcome === "incomplete")) {
    return { label, message: "incomplete", color: "yellow" };
  }
  return { label, message: "conforms", color: "brightgreen" };
}
