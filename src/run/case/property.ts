import type fc from "fast-check";
import type { GeneratorEnvironment } from "../../../generators/generator.ts";
import type { Rule } from "../../model/rule.ts";
import type { JsonValue } from "../../model/value.ts";
import type { CaseState } from "./case-state.ts";

/**
 * What a rule says that single steps cannot: a model over a sequence of calls, a race, a relation
 * between requests. A rule file names it with `property`, and gives it id, level and statements.
 *
 * A case is plain data that shrinks; `run` carries it out on fresh state, calling through `callOnce`
 * so that the trace, the clean-up and the evidence come by themselves, and whatever it judges
 * goes through `recordJudgement`, also when it holds.
 */
export interface Property {
  readonly name: string;
  /** One sentence for `assay explain`. */
  readonly title: string;
  readonly explanation: Explanation;
  /** Operations and facilities that a target must offer. */
  readonly needs: readonly string[];
  readonly effect: Rule["effect"];
  /** It sends the samples that a service file has of the rule's operation. */
  readonly samples?: true;
  /** It writes and reads the place that a service file has for the rule's operation. */
  readonly places?: true;
  /**
   * How a failing case is confirmed: of `tries` repetitions alone, `needed` must fail. Default 3 of 3.
   * With 0 the failing case is proof by itself, as a history of a race is that no order explains: it
   * is reported whatever the repetitions do, and they only say how often it shows.
   */
  readonly confirm?: { readonly tries: number; readonly needed: number };
  readonly inputs: (
    environment: GeneratorEnvironment,
  ) => fc.Arbitrary<Readonly<Record<string, JsonValue>>>;
  /**
   * Inputs of long cases, thousands of calls each: a campaign that has the time takes one in each round. A
   * failure of one is reported as it was found, and run again but once.
   */
  readonly long?: (
    environment: GeneratorEnvironment,
  ) => fc.Arbitrary<Readonly<Record<string, JsonValue>>>;
  /** What can be made, left alone and looked at later, in a campaign that goes on for long. */
  readonly lasting?: (state: CaseState) => Promise<Lasting>;
  readonly run: (inputs: Readonly<Record<string, JsonValue>>, state: CaseState) => Promise<void>;
}

/** Things of which no document says that they end by themselves. */
export interface Lasting {
  /** Makes one under a name, `h0` and so on; false where it was not made. */
  readonly make: (name: string) => Promise<boolean>;
  /** Looks whether it is there, once; undefined where that cannot be said. */
  readonly look: (
    name: string,
  ) => Promise<
    { readonly there: boolean; readonly what: string; readonly answer: string } | undefined
  >;
}

/** What a property does, for `assay explain`: short plain lines, each readable by itself. */
export interface Explanation {
  /** What is generated for a case. */
  readonly generates: readonly string[];
  /** What is sent in a case, in this order. */
  readonly sends: readonly string[];
  /** What must hold of the answers, or of what is seen afterwards. */
  readonly demands: readonly Demand[];
}

export interface Demand {
  readonly text: string;
  /** The statements that say so; absent: all of the rule that names the property. */
  readonly statements?: readonly string[];
}
