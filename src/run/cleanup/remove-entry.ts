import type { ServiceName } from "../../model/target.ts";
import { SetUpError } from "../target/sessions.ts";
import type { CaseTarget, Remover } from "../target/target-parts.ts";
import { tryRemove } from "./creations.ts";
import type { JournalEntry } from "./journal-entry.ts";

/**
 * Removes what an entry of a journal names, or finds it gone; why that did not work, where it is so.
 * Tries as the user who made it, then as the other one: a server may err in whose it is.
 *
 * @param because `made` where this very run made it; what a file says needs the permission of the target
 */
export async function removeEntry(
  open: Remover,
  entry: JournalEntry,
  because?: "made",
): Promise<string | undefined> {
  const users = entry.as === "stranger" ? (["stranger", "owner"] as const) : USERS;
  let why: string | undefined;
  for (const user of users) {
    const outcome = await removeAs(open, entry, { user, because });
    if (outcome === undefined) return undefined;
    why ??= outcome;
  }
  return why;
}

/** Whose thing it is; of an earlier Assay's journal, the first service that makes or removes such a thing. */
export function serviceOf(
  { operations }: Pick<CaseTarget, "operations">,
  { service, what, remove }: JournalEntry,
): ServiceName | undefined {
  if (service !== undefined) return service;
  return Object.keys(operations).find((name) =>
    Object.values(operations[name] ?? {}).some(({ creates }) =>
      remove ? creates?.remove.call === remove.call : creates?.what === what,
    ),
  );
}

const USERS = ["owner", "stranger"] as const;

async function removeAs(
  open: Remover,
  entry: JournalEntry,
  {
    user,
    because,
  }: { readonly user: (typeof USERS)[number]; readonly because?: "made" | undefined },
): Promise<string | undefined> {
  const { what, id, remove, unsure = false } = entry;
  if (!remove || id === undefined) return "the journal does not say how";
  const service = serviceOf(open, entry);
  if (service === undefined) return `no rule file describes ${remove.call}`;
  try {
    const credential = await open.sessionsOf(service).ticket(user);
    const creation = {
      what,
      id,
      service,
      operation: remove.call,
      with: remove.with,
      unsure,
      ...(remove.at === undefined ? {} : { at: remove.at }),
      credential,
    };
    return (await tryRemove(open, creation, because))?.why;
  } catch (error) {
    if (error instanceof SetUpError) return error.message;
    throw error;
  }
}
