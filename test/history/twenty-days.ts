/** Which of the twenty runs each fault is in, from 0. */
const FAULTS = {
  /** Breaks {@link TWICE}. */
  "delete-upload-second-time-fails": [4, 5, 6, 7],
  /** Breaks {@link GUID_FIRST}, twice, and the second time to the end. */
  "delete-upload-checks-ticket-before-guid": [10, 11, 12, 15, 16, 17, 18, 19],
} as const;
/** In these runs there is a second server, which never had a fault. */
const TWO = [17, 18, 19];

export const TWICE = "inforouter.delete-upload-handler.twice";
export const GUID_FIRST = "inforouter.delete-upload-handler.guid-before-auth";
export const RUNS = 20;

/** The day of one of the twenty runs, at half past nine (UTC). */
export function instantOf(run: number): string {
  return new Date(Date.UTC(2026, 8, 1 + run, 9, 30)).toISOString();
}

/** The servers of one of the twenty runs, as targets.json has them: the reference server with the faults of that day. */
export function targetsOf(run: number) {
  const faults = Object.entries(FAULTS).flatMap(([name, runs]) =>
    (runs as readonly number[]).includes(run) ? [name] : [],
  );
  const reference = { embedded: { faults } } as const;
  return TWO.includes(run) ? { reference, second: { embedded: true } as const } : { reference };
}
