import type { FilePosition } from "../../model/errors.ts";
import type { Target } from "../../model/target.ts";
import type { DocumentPath } from "../../schema/document.ts";

/** A targets.json that was read and is valid; its variables are filled in when a target is asked for. */
export interface TargetsFile {
  /** Absolute. */
  readonly file: string;
  /** In the order of the file. */
  readonly names: readonly string[];
  /** What is judged when nobody names a target; empty when the file names none and has several. */
  readonly default: readonly string[];
  /**
   * @throws UsageError `target-unknown`; `variable-missing` or `targets-invalid` for what is wrong
   * with this target alone
   */
  get(name: string): Target;
  /**
   * The targets of these names, each once: `all` is every one, no name at all the default.
   *
   * @throws UsageError as `get`, with the problems of all of them; `target-needed` when there is
   * no default
   */
  select(names: readonly string[]): readonly Target[];
  /** Where a field of a target stands, for what others find wrong with it. */
  positionOf(name: string, path: DocumentPath): FilePosition;
}
