import type { OpenTarget } from "./open-target.ts";
import { SetUpError } from "./sessions.ts";
import { stillWorks } from "./still-works.ts";

/**
 * Whether the owner's next login ends the session before it, as some servers have it; false where
 * that cannot be told. Nothing else may log the owner in meanwhile.
 */
export async function endsEarlierSession(open: OpenTarget): Promise<boolean> {
  try {
    const first = await open.sessions.own("owner");
    try {
      return (await stillWorks(open, first.ticket)) && (await isEndedByLogin(open, first.ticket));
    } finally {
      await first.end();
    }
  } catch (error) {
    if (error instanceof SetUpError) return false;
    throw error;
  }
}

async function isEndedByLogin(open: OpenTarget, earlier: string): Promise<boolean> {
  const second = await open.sessions.own("owner");
  try {
    return !(await stillWorks(open, earlier)) && (await stillWorks(open, second.ticket));
  } finally {
    await second.end();
  }
}
