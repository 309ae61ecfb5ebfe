import type { Answer } from "../../judge/answer/answer.ts";
import type { Mismatch } from "../../judge/checks/mismatch.ts";
import type { Binding } from "../../model/binding.ts";
import type { Call, Reply } from "../../model/call.ts";
import type { SavedFrom } from "../../model/saved-from.ts";
import type { UnmetCall } from "../../model/unmet-call.ts";
import type { JsonValue } from "../../model/value.ts";
import type { WireRequest } from "../../wire/encode/wire-request.ts";

/** One call of a case as it was made. Holds real secrets: evidence is made from it, redacted. */
export interface TraceEntry {
  readonly operation: string;
  readonly binding: Binding;
  /** As whom, and with what: saved values by their names, everything else concrete. */
  readonly as: JsonValue;
  readonly with: Readonly<Record<string, JsonValue>>;
  readonly without: readonly string[];
  /** The names that later calls know values of this answer by. */
  readonly save: Readonly<Record<string, SavedFrom>>;
  readonly method?: string | undefined;
  /** Where it went, as {@link with}. */
  readonly at?: JsonValue | undefined;
  readonly rename?: Readonly<Record<string, string>> | undefined;
  /** How it went over the wire, as {@link with}. */
  readonly transfer?: JsonValue | undefined;
  readonly spelling?: "documented" | "wsdl" | undefined;
  /** The answer asked for the same call again, and the next entry of this call is that. */
  readonly askedAgain?: true | undefined;
  /** The call was made again until these checks held or the time was over, and this is the last try. */
  readonly polled?: Polled;
  /** The step takes whatever is answered. */
  readonly isOpen?: true | undefined;
  /** What was judged of the answer, with inputs filled in. */
  readonly judged?: JsonValue | undefined;
  /** Absent for a command that made an upload: no request of ours. */
  readonly sent?:
    | {
        readonly call: Call;
        readonly request: WireRequest;
        readonly reply: Reply;
        /**
         * `call`: the request is the call as its binding encodes it. `request`: it is another, still good
         * HTTP. `bytes`: no client sends it so.
         */
        readonly as: "call" | "request" | "bytes";
      }
    | undefined;
  readonly answer: Answer | undefined;
}

/** How a call was made again and again. */
export interface Polled {
  /** With inputs filled in. */
  readonly until: JsonValue;
  /** Milliseconds. */
  readonly within: number;
  readonly every: number;
  readonly tries: number;
  /** From the first try to the last. */
  readonly waitedMs: number;
}

/** What a case came to. */
export interface CaseResult {
  readonly verdict:
    | "held"
    | "violated"
    /** Could not be judged: set-up, network, a value that was not there. */
    | "undecided"
    /** The target turned out not to offer what the case needs. */
    | "unavailable";
  /** For the last two. */
  readonly reason?: string;
  /** True when the reason has nothing to do with this rule: no login, no network. */
  readonly outsideRule?: boolean;
  /** The call that was not answered as the documents have it, where that is the reason. */
  readonly unmet?: UnmetCall;
  readonly mismatches: readonly (Mismatch & { readonly step: number })[];
  /** Statements that something was judged about. */
  readonly exercised: ReadonlySet<string>;
  readonly trace: readonly TraceEntry[];
  readonly observed: readonly (readonly [label: string, words: string])[];
  readonly chosen: readonly string[];
}
