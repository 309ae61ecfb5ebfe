import type { Break, Circumstance, Standing } from "./history.ts";
import type { KeptRun } from "./kept-run.ts";

/**
 * The stretches in which a rule failed. Only a run that says that it holds ends one: that it could not be
 * judged, or was left out, says nothing.
 *
 * @param standings how it stood in some runs, the oldest first
 * @param rows these runs
 */
export function breaksOf(
  standings: readonly Standing[],
  rows: readonly KeptRun[],
): readonly Break[] {
  const breaks: Break[] = [];
  let held: number | null = null;
  for (const [at, standing] of standings.entries()) {
    const last = breaks.at(-1);
    const open = last?.mended === null ? last : undefined;
    if (isBad(standing)) {
      const isKnown = standing === "known";
      if (open) breaks[breaks.length - 1] = { ...open, lastBad: at, isKnown };
      else breaks.push({ ...begun(at, held, rows), isKnown });
    } else if (isGood(standing)) {
      if (open) breaks[breaks.length - 1] = { ...open, mended: at };
      held = at;
    }
  }
  return breaks;
}

function begun(at: number, held: number | null, rows: readonly KeptRun[]): Omit<Break, "isKnown"> {
  const [before, after] = [held === null ? undefined : rows[held], rows[at]];
  const alsoChanged = before && after ? circumstances(before, after) : [];
  return { held, firstBad: at, lastBad: at, mended: null, alsoChanged };
}

/** The rule fails, excused or not. */
export function isBad(standing: Standing): boolean {
  return standing === "violated" || standing === "warning" || standing === "known";
}

function isGood(standing: Standing): boolean {
  return standing === "pass" || standing === "observed";
}

/** What else than the server is not the same in two runs. */
export function circumstances(before: KeptRun, after: KeptRun): readonly Circumstance[] {
  const toolOf = ({ tool }: KeptRun): string => tool.digest ?? tool.version;
  return [
    ...(before.specs.digest === after.specs.digest ? [] : (["rules"] as const)),
    ...(toolOf(before) === toolOf(after) ? [] : (["tool"] as const)),
    ...(before.run.edition === after.run.edition ? [] : (["edition"] as const)),
  ];
}
