const SECOND = 1000;
const MINUTE = 60 * SECOND;
const HOUR = 60 * MINUTE;
/** From this many seconds on tenths say nothing. */
const WITHOUT_TENTHS = 10;

/** Milliseconds in words that a person reads at a glance: `0 ms`, `340 ms`, `1.2 s`, `24 s`, `2 min 5 s`, `1 h 3 min`. */
export function formatDuration(ms: number): string {
  if (Math.round(ms) < SECOND) return `${Math.round(ms)} ms`;
  const seconds = Math.round(ms / SECOND);
  if (seconds < WITHOUT_TENTHS) return `${(ms / SECOND).toFixed(1)} s`;
  if (seconds * SECOND < MINUTE) return `${seconds} s`;
  if (seconds * SECOND < HOUR) return pair(seconds, "min", "s");
  return pair(Math.round(ms / MINUTE), "h", "min");
}

function pair(n: number, large: string, small: string): string {
  const sixtieth = 60;
  const rest = n % sixtieth;
  const whole = `${Math.floor(n / sixtieth)} ${large}`;
  return rest === 0 ? whole : `${whole} ${rest} ${small}`;
}
