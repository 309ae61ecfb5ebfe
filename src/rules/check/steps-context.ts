import type { Binding } from "../../model/binding.ts";
import type { SourceDocument } from "../../schema/document.ts";
import type { Problems } from "../source/collect-problems.ts";
import type { KnownName } from "../source/known-names.ts";
import type { DescribedService } from "../source/service-source.ts";

/**
 * What steps are for, which decides what they may say: a `rule` judges, an `observation` (level MAY)
 * reports, a `control` shows that the judging means something; a `fixture` only sets up, and so do the steps
 * beside an `invariant`.
 */
export type StepsRole = "rule" | "observation" | "control" | "fixture" | "invariant";

/** What checking a list of steps needs to know, and what it learns. */
export interface StepsContext {
  readonly place: SourceDocument;
  readonly service: DescribedService;
  readonly role: StepsRole;
  /** The rule gives one verdict over all bindings. */
  readonly crossBinding: boolean;
  /** Those that the rule is judged over; absent in a fixture, which goes over any. */
  readonly bindings?: readonly Binding[];
  /** The statements of the rule. */
  readonly carried: readonly string[];
  /** The names of the editions; none in a fixture, which allows no alternatives. */
  readonly editions?: readonly string[];
  /** Checks of answers beyond the built-in ones; none without. */
  readonly checks?: readonly string[];
  /** Names that a step may refer to; what a step saves is added for those after it. */
  readonly names: Map<string, KnownName>;
  /** Names that a step did refer to. */
  readonly used: Set<string>;
  /** Fixtures that a step asked for in vain. */
  readonly unknownFixtures: Set<string>;
  readonly problems: Problems;
}
