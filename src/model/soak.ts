/** What a campaign saw that kept up its load for long; observed, no verdict depends on it. */
export interface Soak {
  /** How long it was watched, in milliseconds. */
  readonly durationMs: number;
  /** Operations whose answers took longer in the end than in the beginning. */
  readonly slowed: readonly SlowedOperation[];
  /** Things that were made and left alone, and looked at later. */
  readonly looked: number;
  /** Those of them that were not there any more, with the ages at which that was seen. */
  readonly vanished: readonly VanishedThing[];
}

export interface SlowedOperation {
  readonly service: string;
  readonly operation: string;
  readonly binding: string;
  /** The median of the first minutes, and of the last ones. */
  readonly firstMs: number;
  readonly lastMs: number;
}

export interface VanishedThing {
  /** What it is: `upload handler`. */
  readonly what: string;
  /** How old it was when it was looked at. */
  readonly ageMs: number;
  /** What the look got. */
  readonly answer: string;
}
