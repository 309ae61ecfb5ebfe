import type { Operation } from "../model/operation.ts";
import type { Target } from "../model/target.ts";
import { LaunchError } from "./launch.ts";
import { newTag, type OpenTarget, openTarget } from "./open-target.ts";
import { SetUpError } from "./sessions.ts";
import { startTarget } from "./start-target.ts";

/**
 * Does something with a target outside a run: starts and opens it, and closes and stops it afterwards,
 * whatever happens. A target that does not start, or gives no session, has what `unusable` makes of it.
 */
export async function useTarget<T>(
  target: Target,
  operations: Readonly<Record<string, Operation>>,
  use: (open: OpenTarget) => Promise<T>,
  unusable: (why: string) => T,
): Promise<T> {
  try {
    const started = await startTarget(target);
    try {
      const open = await openTarget({ target: started.target, operations, seed: 0, tag: newTag() });
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
