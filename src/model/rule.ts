import type { Binding } from "./binding.ts";
import type { FilePosition } from "./errors.ts";
import type { Explains } from "./explains.ts";
import type { Level } from "./level.ts";
import type { Operations } from "./operation.ts";
import type { OwnBench } from "./own-bench.ts";
import type { Source } from "./report.ts";
import type { SavedFrom } from "./saved-from.ts";
import type { Service } from "./service.ts";
import type { ServiceName } from "./target.ts";
import type { JsonValue } from "./value.ts";

/** One documented rule, as compiled from a rule file. Plain data. */
export interface Rule {
  /** Permanent: `service.operation.what-it-promises`. */
  readonly id: string;
  readonly title: string;
  readonly level: Level;
  readonly service: ServiceName;
  readonly operation: string;
  readonly statements: readonly string[];
  /**
   * The editions of the documents that promise it; absent: every one that speaks of it. A rule as a file
   * has it: `inEdition` makes of it what a run judges or observes.
   */
  readonly editions?: readonly string[];
  /** The editions that contradict it: it binds by default, and a run by one of these leaves it out. */
  readonly notIn?: readonly string[];
  /** What some editions promise and the run only observes: the rule's own level, before it became MAY. */
  readonly promised?: Exclude<Level, "MAY">;
  readonly source: Source;
  /** What a failure of it explains in other rules. */
  readonly explains?: Explains;
  readonly bindings: readonly Binding[];
  /** True where its file says `cross-binding`: one verdict over all bindings; its calls say `over: each`. */
  readonly together: boolean;
  /** Operations and facilities that a target must offer: those stated and those that the steps imply. */
  readonly needs: readonly string[];
  /** Of each `any` in its steps or its control: what each way needs; the target must offer one of them. */
  readonly needsAny: readonly (readonly (readonly string[])[])[];
  /** What its calls do to the server, which decides under which safety mode it runs. */
  readonly effect: "reads" | "creates";
  readonly tags: readonly string[];
  /** `own`: every case logs in for itself, and may end that session. */
  readonly session: "shared" | "own";
  /** Each case runs while no other does: what another changes could hide what it looks for. */
  readonly alone?: true;
  /** Tables: every combination of the rows is a case. */
  readonly forEach: Readonly<Record<string, readonly JsonValue[] | GeneratorCall>>;
  /** Generated inputs. */
  readonly forAll: Readonly<Record<string, GeneratorCall>>;
  /** An upper limit of generated cases for rules whose cases are heavy. */
  readonly maxRuns?: number;
  /** Empty where a built-in property stands instead; of an invariant, calls that give it answers to judge. */
  readonly steps: readonly Step[];
  /** What every answer that a target gave in the run must be, instead of one that a step judges. */
  readonly invariant?: Invariant;
  readonly property?: string;
  readonly control: Control;
  /** Faults of the reference server that this rule claims to find. */
  readonly faults: readonly string[];
  readonly at: FilePosition;
}

export interface GeneratorCall {
  readonly generator: string;
  readonly options: Readonly<Record<string, JsonValue>>;
}

/** A check of all answers of a run: to every call that was made as its operation is described. */
export interface Invariant {
  /** Which answers it is about: those that fit one of these; empty: all. */
  readonly when: readonly AnswerSelector[];
  /** Those that fit one of these are none of them. */
  readonly except: readonly AnswerSelector[];
  readonly then: Checks;
}

/** Fits the answers for which all holds that it says. */
export interface AnswerSelector {
  readonly operation?: readonly string[];
  readonly binding?: readonly Binding[];
  /** HTTP methods as they were sent. */
  readonly method?: readonly string[];
  /** Numbers, and classes such as `4xx`. */
  readonly status?: readonly (number | string)[];
  readonly answer?: Exclude<Expectation, "anything">;
  /** What the step that made the call expected of it: of those whose answer is open. */
  readonly expected?: "anything";
}

/** What must hold in the same run for the verdict to count. */
export type Control =
  | ({ readonly kind: "steps" } & ControlSteps)
  /** One of them must hold: no single refusal is promised by every edition, or offered by every target. */
  | { readonly kind: "any"; readonly ways: readonly (ControlSteps & NeedingWay)[] }
  /** The twin is among the rule's own steps: those with `expect`. */
  | { readonly kind: "within"; readonly title: string }
  /** Observations need none. */
  | { readonly kind: "none" };

export interface ControlSteps {
  /** What it shows, in one sentence. */
  readonly title: string;
  readonly steps: readonly Step[];
}

export interface NeedingWay {
  /** Operations and facilities that a target must offer for it. */
  readonly needs: readonly string[];
}

export type Step = CallStep | RepeatStep | ProbeStep | AnyStep;

/** A step is taken only when each reference (`$point`) has the value given, or fits a matcher, also by having none. */
export type When = Readonly<Record<string, JsonValue>>;

export interface RepeatStep {
  readonly kind: "repeat";
  readonly when?: When;
  readonly times: JsonValue;
  readonly steps: readonly Step[];
}

/** Takes the first way that the target offers: an effect can be seen in several, none of them everywhere. */
export interface AnyStep {
  readonly kind: "any";
  readonly when?: When;
  /** A last way without steps makes all of them optional. */
  readonly ways: readonly (NeedingWay & { readonly steps: readonly Step[] })[];
}

/** What a set-up call must get; `anything` is right where the documents leave the answer open. */
export type Expectation = "accepted" | "refused" | "anything";

export interface CallStep {
  readonly kind: "call";
  readonly when?: When;
  readonly call: string;
  /** A principal, or a reference to a generated one. */
  readonly as: string;
  /** Values of parameters: literals, references (`$name`), or expressions. */
  readonly with: Readonly<Record<string, JsonValue>>;
  /** Parameters left out altogether. */
  readonly without: readonly string[];
  /** Other spellings of parameter names; a reference to such a map, or the map. */
  readonly rename?: JsonValue;
  /** `each`: the call is made over every binding in turn. Otherwise a fixed binding, or the case's own. */
  readonly over?: "each" | Binding;
  /** HTTP method other than the documented one (REST); may be a reference. */
  readonly method?: string;
  /** Where it goes instead of the documented path (REST): a URL, or a path on the host or below the base URL. */
  readonly at?: JsonValue;
  /** How it goes over the wire (see `Transfer`), where not as usual: an object of values or references, or a reference to one. */
  readonly transfer?: JsonValue;
  /** SOAP spelling other than the target's. */
  readonly spelling?: "documented" | "wsdl";
  /** Names for values of the answer: `{ id: Location }`. */
  readonly save: Readonly<Record<string, SavedFrom>>;
  /** A name for the whole answer, to compare with. */
  readonly saveAnswer?: string;
  /** Set-up or twin: when it does not hold the case is inconclusive. */
  readonly expect: Expectation;
  /** The call is made again, every so many milliseconds, until these checks hold or `within` is over. */
  readonly until?: Checks;
  /** Milliseconds. */
  readonly within?: JsonValue;
  readonly every?: number;
  /** What is judged. */
  readonly then?: Checks;
  /** The statements that `then` is about; absent: all of the rule. */
  readonly carries?: readonly string[];
  /** Tidies up: left out where the target does not offer it, and never in the way of a verdict. */
  readonly cleanup?: true;
  /** A label under which what the server did is reported. */
  readonly observe?: JsonValue;
}

/** Looks behind the server for a file whose name holds a value. */
export interface ProbeStep {
  readonly kind: "probe";
  readonly when?: When;
  /** One that the service has. */
  readonly probe: string;
  readonly holds: JsonValue;
  readonly expect?: "present" | "absent";
  readonly then?: "present" | "absent";
  /** The statements that `then` is about; absent: all of the rule. */
  readonly carries?: readonly string[];
  /** A label under which what the probe sees is reported. */
  readonly observe?: JsonValue;
}

/** Named checks with their arguments; the vocabulary is that of `rules.schema.json`. */
export type Checks = Readonly<Record<string, JsonValue>>;

/** A normative sentence of the documents. */
export interface Statement {
  readonly id: string;
  readonly level: Level;
  readonly text: string;
  readonly where?: string;
  /** The document that has it, where the statements file says which one its letters stand for. */
  readonly document?: { readonly title: string; readonly url?: string };
  /** The editions of the documents that promise it; absent: every one that speaks of it. */
  readonly editions?: readonly string[];
  /** The editions that contradict it. */
  readonly notIn?: readonly string[];
  /** Whose rules carry it, or say why none does; absent where nobody's do. */
  readonly services?: readonly ServiceName[];
}

/** One edition of a service's documents, as a statements file describes it. */
export interface Edition {
  readonly name: string;
  readonly service: ServiceName;
  readonly title: string;
  /** ISO 8601, as exactly as it is known: `2026-02`; absent: not known. */
  readonly date?: string;
  readonly url?: string;
  /** In what it differs from the edition before it, one sentence each. */
  readonly changed: readonly string[];
}

/** Everything that the rule files say. */
export interface Specs {
  /** Of all files, by path and content: `sha256:…`. */
  readonly digest: string;
  readonly statements: Readonly<Record<string, Statement>>;
  /** By name, the oldest first. */
  readonly editions: Readonly<Record<string, Edition>>;
  readonly operations: Operations;
  readonly services: Readonly<Record<ServiceName, Service>>;
  /** In the order of the ids. */
  readonly rules: readonly Rule[];
  /** Servers of one's own with faults, to prove rules by. */
  readonly benches: readonly OwnBench[];
  /** Why a statement is carried by no rule. */
  readonly untested: Readonly<Record<string, string>>;
}
