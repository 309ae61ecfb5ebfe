import type { Secret } from "../../config/targets/secrets-of.ts";
import type { Binding } from "../../model/binding.ts";
import type { CasePlan } from "../../model/case-plan.ts";
import type { Coverage } from "../../model/coverage.ts";
import type { Operations } from "../../model/operation.ts";
import type { Rule } from "../../model/rule.ts";
import type { Service } from "../../model/service.ts";
import type { ServiceName, Target } from "../../model/target.ts";
import type { LinkTiming, Timing } from "../../model/timing.ts";

/** What a run is to judge, as plain data: it travels to the process in which the suites run. */
export interface Campaign {
  /** Reachable ones, with their services filled in. */
  readonly targets: readonly Target[];
  readonly operations: Operations;
  readonly services: Readonly<Record<ServiceName, Service>>;
  /** Folders of rule files beside the built-in ones, absolute: their adapters are loaded where calls are made. */
  readonly specsFolders: readonly string[];
  readonly rules: readonly Rule[];
  readonly units: readonly Unit[];
  readonly seed: number;
  /** Generated cases for each property. */
  readonly runs: number;
  /** By target: what was planned, where not all cases are taken. */
  readonly plans?: Readonly<Record<string, CasePlan>>;
  /** Names of what the run creates begin with it. */
  readonly tag: string;
  /** The file in which what is created is written down. */
  readonly journal?: string;
  /** Whether Allure listens. */
  readonly allure?: boolean;
  /** Raised to end the run early; see shareAbort. */
  readonly stop?: SharedArrayBuffer;
}

/** One rule over one binding (or several together) on one target: what gets a verdict of its own. */
export interface Unit {
  readonly target: string;
  readonly rule: string;
  readonly bindings: readonly Binding[];
  /** Generated cases for each property, where the plan has another number for it. */
  readonly runs?: number;
  /** About how many requests it takes, one after the other; absent: nobody has counted. */
  readonly requests?: number;
  /** So many of its cases run at the same time, at most; absent: one after the other. */
  readonly ahead?: number;
  /** It calls a slow operation: few of those run at the same time. */
  readonly isSlow?: boolean;
  /** It is judged before those that are not. */
  readonly first?: true;
  /** Of an invariant: only by the answers of other rules, see `UnitOptions`. */
  readonly isWatchedOnly?: true;
}

/** What a target saw and kept, told by the suites at their end. */
export interface TargetStats {
  readonly target: string;
  readonly requests: number;
  readonly bytesSent: number;
  /** How often the target asked to wait. */
  readonly throttled: number;
  readonly coverage: Coverage;
  readonly timings: readonly Timing[];
  readonly link?: LinkTiming;
  readonly leftovers: readonly string[];
  /** Secrets and tickets of the run, which nothing that is shown may hold. */
  readonly issued?: readonly Secret[];
}
