import type { PlayEvent } from "./event.ts";

type Moments = Pick<PlayEvent<unknown, unknown>, "began" | "ended">;

/**
 * A history cut at its quiescent moments, at which no call is open: whatever order explains it, all of a
 * window comes before all of the next. Each window is in the order in which its calls began.
 */
export function quiescentWindows<Event extends Moments>(
  events: readonly Event[],
): readonly (readonly Event[])[] {
  const windows: Event[][] = [];
  let open = Number.NEGATIVE_INFINITY;
  for (const event of inOrderOfBeginning(events)) {
    const last = windows.at(-1);
    if (last && event.began <= open) last.push(event);
    else windows.push([event]);
    open = Math.max(open, event.ended);
  }
  return windows;
}

/** Those of a history beside which no other call was in flight. */
export function aloneIn<Event extends Moments>(events: readonly Event[]): ReadonlySet<Event> {
  const alone = new Set<Event>();
  for (const window of quiescentWindows(events)) {
    const [only, ...others] = window;
    if (only && others.length === 0) alone.add(only);
  }
  return alone;
}

function inOrderOfBeginning<Event extends Moments>(events: readonly Event[]): readonly Event[] {
  return events.toSorted((a, b) => a.began - b.began);
}
