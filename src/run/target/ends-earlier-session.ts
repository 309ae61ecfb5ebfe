import type { ServiceName } from "../../model/target.ts";
import { SetUpError } from "./sessions.ts";
import { stillWorks } from "./still-works.ts";
import type { Caller } from "./target-parts.ts";

/** So long what was told is taken to be so: it is asked while nothing else runs. */
const GOOD_MS = 60_000;

type Ask = () => Promise<boolean | undefined>;

interface Told {
  readonly ends: boolean;
  readonly at: number;
}

const TOLD = new WeakMap<Caller, Map<ServiceName, Told>>();

/**
 * Whether the owner's next login ends the session before it, as some servers have it; false where
 * that cannot be told. What a server said a short time ago it is not asked again.
 *
 * @param alone runs what it is given while nothing else logs the owner in; default: nothing else does
 */
export async function endsEarlierSession(
  open: Caller,
  service: ServiceName,
  alone: (work: Ask) => ReturnType<Ask> = (work) => work(),
): Promise<boolean> {
  const told = TOLD.get(open) ?? new Map<ServiceName, Told>();
  TOLD.set(open, told);
  const known = told.get(service);
  if (known && performance.now() - known.at < GOOD_MS) return known.ends;
  const ends = await alone(() => askOnce(open, service));
  if (ends !== undefined) told.set(service, { ends, at: performance.now() });
  return ends ?? false;
}

/** Undefined where it cannot be told. */
async function askOnce(open: Caller, service: ServiceName): Promise<boolean | undefined> {
  try {
    const sessions = open.sessionsOf(service);
    const first = await sessions.own("owner");
    try {
      if (!(await stillWorks(open, service, first.ticket))) return undefined;
      return await isEndedByLogin(open, service, first.ticket);
    } finally {
      await first.end();
    }
  } catch (error) {
    if (error instanceof SetUpError) return undefined;
    throw error;
  }
}

async function isEndedByLogin(
  open: Caller,
  service: ServiceName,
  earlier: string,
): Promise<boolean | undefined> {
  const second = await open.sessionsOf(service).own("owner");
  try {
    if (await stillWorks(open, service, earlier)) return false;
    return (await stillWorks(open, service, second.ticket)) ? true : undefined;
  } finally {
    await second.end();
  }
}
