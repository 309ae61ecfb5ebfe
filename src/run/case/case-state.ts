import type { Mismatch } from "../../judge/checks/mismatch.ts";
import type { Binding } from "../../model/binding.ts";
import type { Rule } from "../../model/rule.ts";
import type { UnmetCall } from "../../model/unmet-call.ts";
import type { Principal } from "../../model/value.ts";
import type { Creation } from "../cleanup/creations.ts";
import type { CaseMemory } from "../service/adapter.ts";
import type { CaseTarget } from "../target/target-parts.ts";
import type { CaseScope } from "./case-scope.ts";
import type { TraceEntry } from "./trace.ts";

/** Why a case stops before its end: set-up, network, or something that the target turned out to lack. */
export class StopCase extends Error {
  override readonly name = "StopCase";
  readonly verdict: "undecided" | "unavailable";
  /** The call that was not answered as the documents have it, where that is why. */
  readonly unmet: UnmetCall | undefined;
  constructor(verdict: "undecided" | "unavailable", reason: string, unmet?: UnmetCall) {
    super(reason);
    this.verdict = verdict;
    this.unmet = unmet;
  }
}

/** Everything that the steps of one case share and add to. */
export interface CaseState {
  readonly open: CaseTarget;
  readonly rule: Rule;
  /** The bindings of the unit; calls go over the first unless they say otherwise. */
  readonly bindings: readonly Binding[];
  readonly scope: CaseScope;
  readonly saved: Set<string>;
  /** What is sent as bytes is not what the rule says: the case is load for others. */
  readonly hasOtherContents?: true;
  readonly ticket: (principal: Principal | "owner-again") => Promise<string | undefined>;
  readonly trace: TraceEntry[];
  readonly mismatches: (Mismatch & { readonly step: number })[];
  /** Statements that something was judged about, whatever it came to. */
  readonly exercised: Set<string>;
  readonly observed: [label: string, words: string][];
  readonly chosen: string[];
  readonly seen: Map<string, Set<string>>;
  /** Those that transfers name, by that name: what the client calls them. */
  readonly connections: Map<string, string>;
  readonly creations: Creation[];
  readonly memory: CaseMemory;
}
