import { readdir, stat } from "node:fs/promises";
import { join } from "node:path";
import { evaluateEach } from "../../judge/checks/evaluate.ts";
import type { ScopeValue } from "../../judge/checks/scope.ts";
import type { DescribedTarget } from "../../model/service.ts";
import { probedPlace } from "../target/probe.ts";
import type { KnownTarget, Remover } from "../target/target-parts.ts";
import type { JournalEntry } from "./journal-entry.ts";
import { removeEntry, serviceOf } from "./remove-entry.ts";

/** Milliseconds since 1970: from, and until. */
export interface Period {
  readonly from: number;
  readonly until: number;
}

const GUID = /[0-9a-f]{8}-?(?:[0-9a-f]{4}-?){3}[0-9a-f]{12}/i;

/**
 * Removes handlers that were asked for and whose ids nobody heard: their ids are in the names of the
 * staged files of that time. Whose they are the server itself knows: it refuses to remove another's.
 *
 * @returns how many staged files went; 0 where the staging directory cannot be looked into
 */
export async function removeOrphans(
  open: Remover,
  asked: readonly JournalEntry[],
  period: Period,
): Promise<number> {
  const removed =
    asked.length === 0
      ? []
      : stagingFolders(open).map((folder) => removeFrom(folder, open, asked, period));
  return (await Promise.all(removed)).reduce((sum, count) => sum + count, 0);
}

/** The probed folders of the target. */
export function stagingFolders(described: DescribedTarget): readonly string[] {
  return Object.keys(described.target.services).flatMap((service) => {
    const folder = probedPlace(STAGING, service, described);
    return typeof folder === "string" ? [folder] : [];
  });
}

/** The probe that looks where a server keeps what is not finished. */
const STAGING = "staging";

async function removeFrom(
  folder: string,
  open: Remover,
  asked: readonly JournalEntry[],
  period: Period,
): Promise<number> {
  const before = await stagedIds(folder, period);
  const kinds = new Map(asked.map((entry) => [`${entry.service ?? ""} ${entry.what}`, entry]));
  for (const entry of kinds.values()) {
    await Promise.all(before.map((id) => removeEntry(open, named(open, entry, id))));
  }
  const after = new Set(await stagedIds(folder, period));
  return before.filter((id) => !after.has(id)).length;
}

async function stagedIds(folder: string, { from, until }: Period): Promise<readonly string[]> {
  const names = await readdir(folder).catch(() => []);
  const ids = await Promise.all(
    names.map(async (name) => {
      const id = GUID.exec(name)?.[0];
      const file = await stat(join(folder, name)).catch(() => undefined);
      const isOfThatTime = file && file.mtimeMs >= from && file.mtimeMs <= until;
      return id !== undefined && isOfThatTime ? [id] : [];
    }),
  );
  return [...new Set(ids.flat())];
}

function named(open: KnownTarget, entry: JournalEntry, id: string): JournalEntry {
  const operations = open.operations[serviceOf(open, entry) ?? ""] ?? {};
  const maker = Object.values(operations).find(({ creates }) => creates?.what === entry.what);
  if (!maker?.creates) return { ...entry, id };
  const { call, with: args } = maker.creates.remove;
  const scope = new Map<string, ScopeValue>([["id", id]]);
  const values = evaluateEach(args, scope);
  return { ...entry, id, remove: { call, with: values } };
}
