import type { OpenTarget } from "./open-target.ts";
import { stillWorks } from "./still-works.ts";

/**
 * Whether the owner's next login ends the session before it, as some servers have it; false where
 * that cannot be told.
 *
 * @throws SetUpError when the owner cannot log in, or has no credentials
 */
export async function endsEarlierSession(open: OpenTarget): Promise<boolean> {
  const earlier = await open.sessions.ticket("owner");
  const { ticket, end } = await open.sessions.own("owner");
  try {
    return (await stillWorks(open, ticket)) && !(await stillWorks(open, earlier ?? ""));
  } finally {
    await end();
  }
}
