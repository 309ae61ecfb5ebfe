import type { ServiceName } from "../../model/target.ts";
import { SetUpError } from "./sessions.ts";
import { stillWorks } from "./still-works.ts";
import type { Caller } from "./target-parts.ts";

/**
 * Whether the owner's next login ends the session before it, as some servers have it; false where
 * that cannot be told. Nothing else may log the owner in meanwhile.
 */
export async function endsEarlierSession(open: Caller, service: ServiceName): Promise<boolean> {
  try {
    const sessions = open.sessionsOf(service);
    const first = await sessions.own("owner");
    try {
      return (
        (await stillWorks(open, service, first.ticket)) &&
        (await isEndedByLogin(open, service, first.ticket))
      );
    } finally {
      await first.end();
    }
  } catch (error) {
    if (error instanceof SetUpError) return false;
    throw error;
  }
}

async function isEndedByLogin(
  open: Caller,
  service: ServiceName,
  earlier: string,
): Promise<boolean> {
  const second = await open.sessionsOf(service).own("owner");
  try {
    return (
      !(await stillWorks(open, service, earlier)) &&
      (await stillWorks(open, service, second.ticket))
    );
  } finally {
    await second.end();
  }
}
