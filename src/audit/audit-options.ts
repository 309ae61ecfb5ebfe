import type { FormatName } from "../../reporters/registry.ts";
import type { OwnGenerator } from "../built-in/own-generator.ts";
import type { RawTarget } from "../config/targets/raw-target.ts";
import type { Answer } from "../judge/answer/answer.ts";
import type { Mismatch } from "../judge/checks/mismatch.ts";
import type { Binding } from "../model/binding.ts";
import type { Deviation } from "../model/deviation.ts";
import type { UnitVerdict } from "../model/unit.ts";
import type { JsonValue } from "../model/value.ts";
import type { RuleFilter } from "../rules/select/select-rules.ts";
import type { Property } from "../run/case/property.ts";
import type { ServiceAdapter } from "../run/target/open-target.ts";

/**
 * A check for `then` of rule files: what of the answer is not as the argument wants it, nothing when all
 * is. References in the argument (`$handler`) are resolved.
 */
export type OwnCheck = (argument: JsonValue, answer: Answer) => readonly Mismatch[];

/**
 * A service of one's own: what its files say, each as an object of the same form, and its adapter where data
 * cannot say everything.
 */
export interface OwnService {
  /** Service files, statements, rules and templates. */
  readonly files: readonly object[];
  readonly adapter?: ServiceAdapter;
  /** What its rules may name with `property`: sequences, races, and what else single steps cannot say. */
  readonly properties?: readonly Property[];
}

/** Which rules are judged, as the filters of the command: within one any may match, between them all must. */
export interface RuleSelection extends RuleFilter {
  readonly binding?: readonly Binding[];
}

export interface AuditOptions {
  /** A targets file, or the targets themselves by name. Default: `targets.json` in `cwd`. */
  readonly targets?: string | Readonly<Record<string, RawTarget>>;
  /** Names of the targets to judge; `all`. Default: every one that was given, or the file's own default. */
  readonly target?: readonly string[];
  /** Default: every rule. */
  readonly select?: RuleSelection;
  /** Folders with more rule files, beside the built-in ones. */
  readonly specs?: readonly string[];
  /** Services of one's own, beside the built-in ones. */
  readonly services?: readonly OwnService[];
  /** Judges by one edition of the documents alone. Default: by what all of them promise. */
  readonly edition?: string;
  /** The same seed, the same cases; the report tells it. Default: another one every time. */
  readonly seed?: number;
  /** Generated cases for each property, over each binding. Default 100, spread over all bindings. */
  readonly runs?: number;
  /** Known failures: a file, or the entries themselves. Default: the file that a target names. */
  readonly deviations?: string | readonly Deviation[];
  /** What makes the exit code 1. Default `must`. */
  readonly failOn?: "must" | "should" | "never";
  /** Of all MUST rules, how many have to be judged, such as `95%`. Default: what a target says. */
  readonly minJudged?: string;
  /** Ends the audit once so many rules failed over a binding. */
  readonly maxFailures?: number;
  /** Aborting it ends the audit early, with the report of what was judged until then. */
  readonly signal?: AbortSignal;
  /** Generators by name, for rules in `specs`. */
  readonly generators?: Readonly<Record<string, OwnGenerator>>;
  /** Checks by name, for rules in `specs`. */
  readonly checks?: Readonly<Record<string, OwnCheck>>;
  /** Says that targets on other hosts than this machine may be tested. */
  readonly iMayTestThisTarget?: boolean;
  /** Where relative paths start. Default: the working directory. */
  readonly cwd?: string;
  /** A folder for the reports. Default: nothing is written. */
  readonly out?: string;
  /** The formats of those reports, beside json. */
  readonly format?: readonly FormatName[];
  readonly onVerdict?: (verdict: UnitVerdict) => void;
}
