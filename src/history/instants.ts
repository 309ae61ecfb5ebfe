import { dayOf } from "../model/day-of.ts";

const DATE_AND_TIME = 16;

/** `2026-11-30 09:33`, UTC, of an instant in ISO 8601. */
export function minuteOf(instant: string): string {
  return new Date(instant).toISOString().slice(0, DATE_AND_TIME).replace("T", " ");
}

/** Short words for instants below a picture: the time where all are of one day (UTC), else the day. */
export function shortly(instants: readonly string[]): readonly string[] {
  const minutes = instants.map(minuteOf);
  const isOneDay = new Set(minutes.map(dayOf)).size === 1;
  return minutes.map((minute) =>
    isOneDay ? minute.slice(dayOf(minute).length + 1) : dayOf(minute),
  );
}
