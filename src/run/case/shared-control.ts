import type { Binding } from "../../model/binding.ts";
import type { Rule, Step } from "../../model/rule.ts";
import type { OpenTarget } from "../target/open-target.ts";
import type { CaseResult } from "./trace.ts";

/** So long what held is taken to hold: a server may change in the middle of a run. */
const GOOD_MS = 20_000;

interface Shown {
  readonly held: Promise<boolean>;
  readonly at: number;
}

interface Shared {
  readonly rule: Rule;
  readonly bindings: readonly Binding[];
  readonly steps: readonly Step[];
}

const SHOWN = new WeakMap<OpenTarget, Map<string, Shown>>();

/**
 * What the steps of a control come to; undefined where they were seen to hold a short time ago: rules that
 * name the same calls over the same bindings share that. What does not hold is tried by each for itself.
 */
export async function sharedControl(
  open: OpenTarget,
  shared: Shared,
  run: () => Promise<CaseResult>,
): Promise<CaseResult | undefined> {
  const shown = SHOWN.get(open) ?? new Map<string, Shown>();
  SHOWN.set(open, shown);
  const key = keyOf(shared);
  const known = shown.get(key);
  if (known && performance.now() - known.at < GOOD_MS)
    return (await known.held) ? undefined : run();
  const result = run();
  // Only whether it held is kept: what was sent and answered may be large.
  const held = result.then(
    ({ verdict }) => verdict === "held",
    () => false,
  );
  shown.set(key, { held, at: performance.now() });
  return result;
}

/** What is sent: the words of a step and what it is judged about are no part of it. */
function keyOf({ rule, bindings, steps }: Shared): string {
  const sent = JSON.stringify(steps, (name, value: unknown) =>
    name === "carries" ? undefined : value,
  );
  return `${rule.service} ${rule.session} ${bindings.join("+")} ${sent}`;
}
