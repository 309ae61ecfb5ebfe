import type { Binding } from "../../model/binding.ts";
import type { FilePosition } from "../../model/errors.ts";
import type { Explains } from "../../model/explains.ts";
import type { Level } from "../../model/level.ts";
import type { AnswerSelector, Checks } from "../../model/rule.ts";
import type { JsonValue } from "../../model/value.ts";
import type { SourceDocument } from "../../schema/document.ts";
import type { StepSource } from "./step-source.ts";

export interface ControlSource {
  readonly title: string;
  readonly steps: readonly StepSource[];
}

export interface InvariantSource {
  readonly when?: SelectorSource | readonly SelectorSource[];
  readonly except?: SelectorSource | readonly SelectorSource[];
  readonly then: Checks;
}

/** A selector whose members may each be one value or a list. */
export interface SelectorSource {
  readonly operation?: string | readonly string[];
  readonly binding?: Binding | readonly Binding[];
  readonly method?: string | readonly string[];
  readonly status?: number | string | readonly (number | string)[];
  readonly answer?: AnswerSelector["answer"];
  readonly expected?: AnswerSelector["expected"];
}

/** One rule as written, or as a template made it, and the document that says where its parts stand. */
export interface RuleSource {
  readonly value: {
    /** Whole: `service.operation.rule`; a file may leave out what its head says. */
    readonly id: string;
    readonly level: Level;
    readonly statements: readonly string[];
    readonly editions?: readonly string[];
    readonly notIn?: readonly string[];
    readonly source: string;
    readonly title: string;
    readonly bindings?: readonly Binding[];
    readonly explains?: Explains;
    readonly "cross-binding"?: true;
    readonly needs?: readonly string[];
    readonly tags?: readonly string[];
    readonly session?: "own";
    readonly alone?: true;
    readonly forEach?: Readonly<Record<string, JsonValue>>;
    readonly forAll?: Readonly<Record<string, JsonValue>>;
    readonly maxRuns?: number;
    /** Exactly one of `steps` and `property` is there, or `invariant`, with or without steps. */
    readonly steps?: readonly StepSource[];
    readonly invariant?: InvariantSource;
    readonly property?: string;
    readonly control?:
      | ControlSource
      | { readonly any: readonly ControlSource[] }
      | { readonly within: string };
    readonly faults?: readonly string[];
  };
  /** Paths begin at the rule. */
  readonly place: SourceDocument;
  /** Where the template was applied that made it. */
  readonly appliedAt?: FilePosition;
}
