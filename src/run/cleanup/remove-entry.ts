import type { OpenTarget } from "../target/open-target.ts";
import { SetUpError } from "../target/sessions.ts";
import { tryRemove } from "./creations.ts";
import type { JournalEntry } from "./journal-entry.ts";

/**
 * Removes what an entry of a journal names, or finds it gone; why that did not work, where it is so.
 * Tries as the user who made it, then as the other one: a server may err in whose it is.
 */
export async function removeEntry(
  open: OpenTarget,
  entry: JournalEntry,
): Promise<string | undefined> {
  const users = entry.as === "stranger" ? (["stranger", "owner"] as const) : USERS;
  let why: string | undefined;
  for (const user of users) {
    const outcome = await removeAs(open, entry, user);
    if (outcome === undefined) return undefined;
    why ??= outcome;
  }
  return why;
}

const USERS = ["owner", "stranger"] as const;

async function removeAs(
  open: OpenTarget,
  { what, id, remove }: JournalEntry,
  user: (typeof USERS)[number],
): Promise<string | undefined> {
  if (!remove || id === undefined) return "the journal does not say how";
  const service = open.operations[remove.call]?.service;
  if (service === undefined) return `no rule file describes ${remove.call}`;
  try {
    const credential = await open.sessionsOf(service).ticket(user);
    return await tryRemove(open, {
      what,
      id,
      operation: remove.call,
      with: remove.with,
      ...(remove.at === undefined ? {} : { at: remove.at }),
      credential,
    });
  } catch (error) {
    if (error instanceof SetUpError) return error.message;
    throw error;
  }
}
