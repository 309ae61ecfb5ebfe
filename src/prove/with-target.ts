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
  const open = await openTarget({ target, operations: specs.operations, seed, tag: newTag() });
  try {
    return await work(open);
  } finally {
    await open.close();
  }
}
