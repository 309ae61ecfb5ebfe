import type { Target } from "../model/target.ts";
import { whatIsAnnounced, withAnnounced } from "../run/target/announced.ts";
import { newTag, type OpenTarget, openTarget } from "../run/target/open-target.ts";
import type { ProofContext } from "./proof-context.ts";

/**
 * Opens a target, asks its services what they announce, as a run does, works with it and closes it, whatever the
 * work comes to.
 */
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
    let known = target;
    for (const service of Object.keys(target.services)) {
      known = withAnnounced(known, service, await whatIsAnnounced(open, service));
    }
    return await work({ ...open, target: known });
  } finally {
    await open.close();
  }
}
