/** What goes wrong now and then on a server that is otherwise well; always after as many calls. */
export interface Disturbances {
  /** Whether this is the one of so many that goes wrong. */
  readonly next: () => boolean;
}

/** @param every of so many the last one; undefined for none */
export function createDisturbances(every: number | undefined): Disturbances {
  let count = 0;
  return { next: () => every !== undefined && ++count % every === 0 };
}
