import type { Report } from "../model/report.ts";
import type { Rule, Specs } from "../model/rule.ts";
import type { Target } from "../model/target.ts";
import type { Vocabulary } from "../run/case/vocabulary.ts";
import type { Manner } from "./judge-rules.ts";
import type { Choice } from "./round.ts";

/** Rule files as they were read. */
export interface ReadRules {
  readonly specs: Specs;
  readonly vocabulary: Vocabulary;
  /** Folders of rule files beside the built-in ones. */
  readonly folders: readonly string[];
}

/** Where a watch gets what it judges, and how it judges it. What it reads throws a UsageError where it is wrong. */
export interface WatchSource {
  /** Reads the rule files. */
  read(): Promise<ReadRules>;
  /** The rules that the command line and a person's choice select, of which some have to be about the targets. */
  select(read: ReadRules, targets: readonly Target[], choice: Choice): readonly Rule[];
  /** Reads the targets file. */
  targets(specs: Specs): readonly Target[];
  /** A report with the failures marked that are known. */
  mark(report: Report, targets: readonly Target[], specs: Specs): Report;
  /** Absolute. */
  readonly targetsFile: string;
  /** The folder of reports, of which none is written. */
  readonly out: string;
  /** By target: the rules that failed, or could not be judged, before. */
  readonly open: ReadonlyMap<string, ReadonlySet<string>>;
  readonly manner: Manner;
  /** A path as a user would type it. */
  shownPath(path: string): string;
}
