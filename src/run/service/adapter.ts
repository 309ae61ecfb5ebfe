import type { Answer } from "../../judge/answer/answer.ts";
import type { Response } from "../../judge/answer/not-an-answer.ts";
import type { Call } from "../../model/call.ts";
import type { Operation } from "../../model/operation.ts";
import type { Rule } from "../../model/rule.ts";
import type { ServiceName, ServiceTarget, Target } from "../../model/target.ts";
import type { Transfer } from "../../model/transfer.ts";
import type { JsonValue } from "../../model/value.ts";
import type { WireRequest } from "../../wire/encode/wire-request.ts";
import type { Sent } from "../target/service-client.ts";

/**
 * What the data of a service cannot say about it. Every part may be left out; a service of HTTP and JSON
 * or XML needs no adapter at all. The engine gets adapters by name, and knows none.
 *
 * @typeParam InCase always `CaseTarget`, which has the adapters itself: neither file can import the other
 * @typeParam Recorded always `RecordedTarget`, on which cases can be run
 */
export interface Adapter<InCase, Recorded> {
  readonly service: ServiceName;
  /**
   * A call with what this target wants of every such call besides: a rule says what it is about.
   *
   * @param newName another name each time
   */
  readonly complete?: (call: Call, service: ServiceTarget, newName: () => string) => Call;
  /** The HTTP request of a call, where its binding and `http` do not say it; undefined leaves it to them. */
  readonly encode?: (call: Call, service: ServiceTarget) => WireRequest | undefined;
  /** How an answer reads, where `answer` does not say it; undefined leaves it to that. */
  readonly read?: (response: Response, operation: Operation) => Answer | undefined;
  /**
   * Whether a target has settings of which each serves once: then one process alone uses them, and judges all rules of the
   * service.
   */
  readonly usesUp?: (service: ServiceTarget) => boolean;
  /** What looks unusual about a base URL, in sentences for when it does not answer as expected. */
  readonly hints?: (baseUrl: string) => readonly string[];
  /** Makes a call that the target itself describes (`Operation.fromTarget`). */
  readonly call?: (
    open: InCase,
    operation: Operation,
    given: GivenCall,
    memory: CaseMemory,
  ) => Promise<TargetCallResult>;
  /**
   * Tries the settings that rules need and that only the server can tell wrong: what they name is no
   * fault of the server.
   *
   * @param target the open one, as it is known to offer operations
   * @param rules those of the service
   * @returns why, in words, by capability
   */
  readonly trySettings?: (
    open: Recorded,
    target: Target,
    rules: readonly Rule[],
  ) => Promise<BrokenCapabilities>;
  /** What `assay check` says of the credentials and settings that a target declares. */
  readonly findings?: (
    open: Recorded,
    target: Target,
    rules: readonly Rule[],
  ) => Promise<readonly Finding[]>;
}

/** Why a capability that the target declares is not there, by its name. */
export type BrokenCapabilities = Readonly<Record<string, string>>;

/** One line of `assay check`. */
export interface Finding {
  /** What it is about, in a word. */
  readonly what: string;
  readonly ok: boolean;
  readonly says: string;
}

export interface GivenCall {
  /** The token of the caller; undefined sends none. */
  readonly credential: string | undefined;
  readonly with: Readonly<Record<string, JsonValue>>;
  /** How it goes over the wire, where not as usual. */
  readonly transfer?: Transfer;
}

/** What the calls of one case tell one another. */
export interface CaseMemory {
  /** The last answer of a call that the target describes. */
  answer: unknown;
  /** Such answers by the id of what came into being with them. */
  readonly answers: Map<string, unknown>;
}

/** What a call that the target itself describes came to. */
export type TargetCallResult =
  | {
      readonly kind: "made";
      readonly answer: Answer | undefined;
      /**
       * Values of the answer that steps save and clean-up needs, by the names rules use; absent: the attributes
       * or members that it has.
       */
      readonly values?: Readonly<Record<string, string>>;
      readonly ids?: readonly string[];
      /** Absent where a command or a list of ids served. */
      readonly sent?: Sent;
    }
  | { readonly kind: "unavailable"; readonly reason: string };
