/** What a run exercised, each with how often. */
export interface Coverage {
  /** By operation: the kinds of answers that it gave. */
  readonly answers: Readonly<Record<string, Readonly<Record<string, number>>>>;
  /** By operation: the bindings over which it was accepted. Absent in a report of an earlier Assay. */
  readonly accepted?: Readonly<Record<string, Readonly<Record<string, number>>>>;
  /** One call after another in a case, each with its kind of answer. */
  readonly transitions: Readonly<Record<string, number>>;
  /** Sizes and offsets at a documented limit or within 2 of it. */
  readonly boundaries: Readonly<Record<string, number>>;
}
