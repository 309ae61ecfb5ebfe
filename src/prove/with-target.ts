import { VOCABULARY } from "../built-in/vocabulary.ts";
import type { Specs } from "../model/rule.ts";
import type { Target } from "../model/target.ts";
import { newTag, type OpenTarget, openTarget } from "../run/target/open-target.ts";

/** Opens a target, works with it and closes it, whatever the work comes to. */
export async function withTarget<T>(
  {
    target,
    specs,
    seed,
  }: { readonly target: Target; readonly specs: Specs; readonly seed: number },
  work: (open: OpenTarget) => Promise<T>,
): Promise<T> {
  const { operations, services } = specs;
  const { adapters } = VOCABULARY;
  const options = { target, operations, services, adapters, seed, tag: newTag() };
  const open = await openTarget(options);
  try {
    return await work(open);
  } finally {
    await open.close();
  }
}
