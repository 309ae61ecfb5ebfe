import type { Specs } from "../../model/rule.ts";
import type { Target } from "../../model/target.ts";
import { type Journal, NO_JOURNAL } from "../cleanup/journal.ts";
import { LaunchError } from "./launch.ts";
import type { Adapters } from "./open-target.ts";
import { newTag, type OpenTarget, openTarget } from "./open-target.ts";
import { SetUpError } from "./sessions.ts";
import { startTarget } from "./start-target.ts";

interface Use {
  readonly specs: Pick<Specs, "operations" | "services">;
  readonly adapters: Adapters;
  /** What all that is created carries; default a new one. */
  readonly tag?: string;
  /** Where creations are noted; default nowhere. */
  readonly journal?: Journal;
}

/**
 * Does something with a target outside a run: starts and opens it, and closes and stops it afterwards,
 * whatever happens. A target that does not start, or gives no session, has what `unusable` makes of it.
 */
export async function useTarget<T>(
  target: Target,
  { specs, adapters, tag = newTag(), journal = NO_JOURNAL }: Use,
  use: (open: OpenTarget) => Promise<T>,
  unusable: (why: string) => T,
): Promise<T> {
  try {
    const started = await startTarget(target, specs.services, { journal });
    try {
      const { operations, services } = specs;
      const kept = { tag, journal, seed: 0 };
      const options = { target: started.target, operations, services, adapters, ...kept };
      const open = await openTarget(options);
      try {
        return await use(open);
      } finally {
        await open.close();
      }
    } finally {
      await started.stop();
    }
  } catch (error) {
    if (!(error instanceof LaunchError || error instanceof SetUpError)) throw error;
    return unusable(error.message);
  }
}
