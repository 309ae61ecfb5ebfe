import type { Binding } from "../../model/binding.ts";
import type { Checks, Expectation, ProbeStep, When } from "../../model/rule.ts";
import type { SavedFrom } from "../../model/saved-from.ts";
import type { JsonValue } from "../../model/value.ts";

/** A step as a rule file writes it; the grammar guarantees exactly one of `call`, `repeat`, `use`, `probe`, `any`. */
export interface StepSource {
  readonly when?: When;
  readonly call?: string;
  readonly as?: string;
  readonly with?: Readonly<Record<string, JsonValue>>;
  readonly without?: readonly string[];
  readonly rename?: JsonValue;
  readonly over?: "each" | Binding;
  readonly method?: string;
  readonly at?: JsonValue;
  readonly transfer?: JsonValue;
  readonly spelling?: "documented" | "wsdl";
  readonly save?: Readonly<Record<string, SavedFrom>>;
  readonly saveAnswer?: string;
  readonly expect?: Expectation | "present" | "absent";
  readonly until?: Checks;
  readonly within?: JsonValue;
  readonly every?: number;
  readonly then?: Checks | "present" | "absent";
  readonly carries?: readonly string[];
  readonly cleanup?: true;
  readonly observe?: JsonValue;
  readonly repeat?: JsonValue;
  readonly steps?: readonly StepSource[];
  readonly use?: string;
  readonly probe?: ProbeStep["probe"];
  readonly holds?: JsonValue;
  readonly any?: readonly (readonly StepSource[])[];
}
