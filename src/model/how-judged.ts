import type { Judged } from "./report.ts";

/** Whether every MUST rule that there is was judged. */
export function isWhollyJudged({ must, all, more }: Judged): boolean {
  return must === all && all > 0 && !more;
}

/** Whether fewer were judged than was asked for. */
export function fallsShort({ must, all, least }: Judged): boolean {
  const percent = 100;
  return least !== undefined && must * percent < all * least;
}
