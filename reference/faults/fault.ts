/** How hard a fault is to see from outside. */
type Visibility = "single-call" | "boundary" | "sequence" | "race" | "rare-input" | "one-binding";

/** One small deviation from the documents that the server can be started with. */
export interface Fault {
  /** Permanent, kebab-case. */
  readonly name: string;
  /** One sentence: what the broken server does. */
  readonly title: string;
  /** The statements that the deviation breaks. */
  readonly statements: readonly string[];
  readonly visibility: Visibility;
}
