import type { Session } from "../support/session.ts";

/** How a fault shows: what is tried, and what a right and a broken server say to it. */
export type Row = readonly [
  probe: (session: Session) => Promise<string>,
  right: string,
  broken: string,
];

/** Server-chosen GUIDs differ from run to run. */
export function hideGuids(text: string): string {
  return text.replace(/[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}/gi, "GUID");
}

/** Tries again until a race shows, at most so often. */
export async function untilSeen(
  attempt: () => Promise<string>,
  usual: string,
  times = 20,
): Promise<string> {
  for (let count = 0; count < times; count++) {
    const seen = await attempt();
    if (seen !== usual) return seen;
  }
  return usual;
}
