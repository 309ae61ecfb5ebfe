import type { Target } from "../model/target.ts";
import { newTag, type OpenTarget, openTarget } from "../run/target/open-target.ts";
import type { ProofContext } from "./proof-context.ts";

/** Opens a target, works with it and closes it, whatever the work comes to. */
export async function withTarget<T>(
  {
    target,
    context: { specs, vocabulary },
    seed,
  }: { readonly target: Target; readonly context: ProofContext; readonly seed: number },
  work: (open: OpenTarget) => Promise<T>,
): Promise<T> {
  const { operations, services } = specs;
  const { adapters } = vocabulary;
  const options = { target, operations, services, adapters, seed, tag: newTag() };
  const open = await openTarget(options);
  try {
    return await work(open);
  } finally {
    await open.close();
  }
}
