import type { Binding } from "../../model/binding.ts";
import type { Rule, Specs } from "../../model/rule.ts";
import type { Target } from "../../model/target.ts";
import type { Effort } from "../plan/plan-target.ts";
import type { Adapters } from "../target/open-target.ts";

/** What a campaign is to judge, and how. */
export interface CampaignPlan {
  readonly specs: Specs;
  readonly rules: readonly Rule[];
  /** What the services' data cannot say. */
  readonly adapters: Adapters;
  /** Folders of rule files beside the built-in ones. */
  readonly specsFolders?: readonly string[];
  readonly targets: readonly Target[];
  /** Bindings to judge over; all when undefined. */
  readonly bindings?: readonly Binding[];
  /** By target: which of the rules are judged there; all when undefined. */
  readonly only?: ReadonlyMap<string, ReadonlySet<string>>;
  /** By target: rules that are judged before the others. The verdicts are the same in any order. */
  readonly first?: ReadonlyMap<string, ReadonlySet<string>>;
  /** Whether a rule is judged over some bindings, where a part of the units is; all when undefined. */
  readonly isOwn?: (rule: Rule, bindings: readonly Binding[]) => boolean;
  readonly seed: number;
  /** Generated cases for each property. */
  readonly runs: number;
  /** How much of that is taken, and what is measured for it; absent: all, and nothing is measured. */
  readonly effort?: Effort;
  readonly tag: string;
  /** Where what is created is written down; nowhere by default. */
  readonly journal?: string;
  /** Aborting it ends the wait for a server to come up, and for its answers. */
  readonly signal?: AbortSignal;
  /** Aborted when the time of the campaign is up: what was not found out by then stays so. */
  readonly timeUp?: AbortSignal;
}
