/** Where a history is kept: some files side by side, in a folder or on a branch of git. */
export interface Shelf {
  /** What to call it in a message: `the folder "assay-history"`. */
  readonly name: string;
  /** The names of its files, sorted; empty where there is nothing yet. */
  readonly files: readonly string[];
  /** The text of one of its files. */
  read(name: string): string;
  /**
   * Adds files, or writes other texts to those that are there; all of them or none.
   *
   * @throws UsageError (`out-unwritable`) where that cannot be
   */
  add(files: Readonly<Record<string, string>>): void;
}
