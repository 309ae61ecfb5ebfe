/** What makes a run fail: the weight of `--fail-on`. */
export type FailOn = "must" | "should" | "new" | "never";

/** What a rendered report depends on beside the report itself. */
export interface RenderOptions {
  /** `should`: a violated SHOULD counts as a failure, too. Default `must`. */
  readonly failOn?: FailOn;
  /** Where report.json is, as commands name it. Default: beside the reader's file. */
  readonly reportPath?: string;
  /** The targets file from the root of the repository, where it lies in it: what a failure points to there. */
  readonly targetsFile?: string;
}
