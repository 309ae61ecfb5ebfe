/** The length of `YYYY-MM-DD`. */
const DAY = 10;

/** The day (UTC) of an instant in ISO 8601: `YYYY-MM-DD`. */
export function dayOf(instant: string): string {
  return instant.slice(0, DAY);
}
