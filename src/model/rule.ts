import type { Binding } from "./binding.ts";
import type { Level } from "./level.ts";
import type { Source } from "./report.ts";
import type { ServiceName } from "./target.ts";
import type { Plain } from "./value.ts";

/** One documented rule, as compiled from a rule file. Plain data. */
export interface Rule {
  /** Permanent: `inforouter.delete-upload-handler.guid-before-auth`. */
  readonly id: string;
  readonly title: string;
  readonly level: Level;
  readonly service: ServiceName;
  readonly operation: string;
  readonly statements: readonly string[];
  readonly source: Source;
  readonly bindings: readonly Binding[];
  /** True: one verdict over all bindings; its steps say `over: each`. */
  readonly together: boolean;
  /** Operations and facilities that a target must offer, with those that the steps imply. */
  readonly needs: readonly string[];
  readonly tags: readonly string[];
  /** `own`: every case logs in for itself, and may end that session. */
  readonly session: "shared" | "own";
  /** Tables: every combination of the rows is a case. */
  readonly forEach: Readonly<Record<string, readonly Plain[] | GeneratorCall>>;
  /** Generated inputs. */
  readonly forAll: Readonly<Record<string, GeneratorCall>>;
  /** An upper limit of generated cases for rules whose cases are heavy. */
  readonly maxRuns?: number;
  readonly steps: readonly Step[];
  readonly control: Control;
  /** Faults of the reference server that this rule claims to find. */
  readonly faults: readonly string[];
  readonly at: { readonly file: string; readonly line: number };
}

export interface GeneratorCall {
  readonly generator: string;
  readonly options: Readonly<Record<string, Plain>>;
}

/** What must hold in the same run for the verdict to count. */
export type Control =
  | { readonly kind: "steps"; readonly title: string; readonly steps: readonly Step[] }
  /** The twin is among the rule's own steps: those with `expect`. */
  | { readonly kind: "within"; readonly title: string }
  /** Observations need none. */
  | { readonly kind: "none" };

export type Step = CallStep | RepeatStep;

export interface RepeatStep {
  readonly kind: "repeat";
  readonly times: Plain;
  readonly steps: readonly Step[];
}

export interface CallStep {
  readonly kind: "call";
  readonly call: string;
  /** A principal, or a reference to a generated one. */
  readonly as: Plain;
  /** Values of parameters: literals, references (`$name`), or expressions. */
  readonly with: Readonly<Record<string, Plain>>;
  /** Parameters left out altogether. */
  readonly without: readonly string[];
  /** `each`: the call is made over every binding in turn. Otherwise a fixed binding, or the case's own. */
  readonly over?: "each" | Binding;
  /** HTTP method other than the documented one (REST). */
  readonly method?: string;
  /** SOAP spelling other than the target's. */
  readonly spelling?: "documented" | "wsdl";
  /** Names for values of the answer: `{ handler: UploadHandler }`. */
  readonly save: Readonly<Record<string, string>>;
  /** A name for the whole answer, to compare with. */
  readonly saveAnswer?: string;
  /** Set-up or twin: when it does not hold the case is inconclusive. */
  readonly expect: "accepted" | "refused" | "anything";
  /** What is judged. */
  readonly then?: Checks;
  /** A label under which what the server did is reported. */
  readonly observe?: string;
}

/**
 * Named checks with their arguments; the vocabulary is that of `src/judge/checks`. `oneOf` lists
 * documented alternatives, of which one must hold.
 */
export type Checks = Readonly<Record<string, Plain>>;
