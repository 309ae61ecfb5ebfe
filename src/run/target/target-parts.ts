import type { Secret } from "../../config/targets/secrets-of.ts";
import type { Check } from "../../judge/checks/check-context.ts";
import type { Call } from "../../model/call.ts";
import type { Operation, Operations, Parameter } from "../../model/operation.ts";
import type { DescribedTarget } from "../../model/service.ts";
import type { ServiceName } from "../../model/target.ts";
import type { Client } from "../../wire/client/client.ts";
import type { Secrets } from "../../wire/redact/secrets.ts";
import type { CoverageCollector } from "../campaign/coverage.ts";
import type { TimingsCollector } from "../campaign/timings.ts";
import type { AnswerWatch } from "../case/answer-watch.ts";
import type { SendValues } from "../case/build-call.ts";
import type { Journal } from "../cleanup/journal.ts";
import type { Leftovers } from "../cleanup/leftovers.ts";
import type { Adapter } from "../service/adapter.ts";
import type { OtherDefaults } from "./other-defaults.ts";
import type { Pace } from "./pace.ts";
import type { Permission } from "./permission.ts";
import type { ReadWriteLock } from "./read-write-lock.ts";
import type { Sent } from "./service-client.ts";
import type { Sessions } from "./sessions.ts";

/** What the data of a service cannot say, for a target that is open. */
export type ServiceAdapter = Adapter<CaseTarget, RecordedTarget>;

/** Adapters by the service that they are of. */
export type Adapters = ReadonlyMap<ServiceName, ServiceAdapter>;

/** What is known of a target before anything is sent: plain data, but for what adapters and checks do. */
export interface KnownTarget extends DescribedTarget {
  readonly operations: Operations;
  readonly adapters: Adapters;
  readonly seed: number;
  /** Names of what the run creates begin with it. */
  readonly tag: string;
  /** Checks of answers beyond the built-in ones. */
  readonly checks?: ReadonlyMap<string, Check>;
}

/** Who sends: makes calls and gets their answers, as far as it is permitted. */
export interface Sender extends Permission {
  readonly client: Client;
  /** The tokens of a service, obtained when first needed. */
  sessionsOf(service: ServiceName): Sessions;
  /** How the target's own WSDL spells a parameter; where the target wants that. */
  readonly wsdlSpelling: (
    operation: Pick<Operation, "name" | "service">,
    parameter: Parameter,
  ) => string;
  /**
   * The call of a service with concrete values, as this target is to get it.
   *
   * @throws SetUpError where the target does not offer it, or its address is none of the target's
   * @throws ForbiddenError where it is not permitted
   */
  callOf(service: ServiceName, values: SendValues): Call;
  /** Sends it. */
  send(service: ServiceName, values: SendValues): Promise<Sent>;
}

/** When a case may run: beside how many others, or alone. */
export interface Turns {
  readonly lock: ReadWriteLock;
  /** How many cases run at once. */
  readonly pace: Pace;
}

/** What the cases of a run share, so that none gets into the way of another. */
export interface SharedState {
  /** A number that no other call of this run gets. */
  next(): number;
  /** Which defaults of parameters the target takes. */
  readonly otherDefaults: OtherDefaults;
  /** How many entries of a list of settings were used, by its path: each is used once. */
  readonly usedUp: Map<string, number>;
}

/** What must not be shown. */
export interface SecretKeeper {
  readonly secrets: Secrets;
  /** Of a launched server, whose log is to be shown without them: the secrets of the run. */
  readonly issued: readonly Secret[];
}

/** What is recorded of the answers, for the report. */
export interface Recorder {
  readonly coverage: CoverageCollector;
  /** Holds every answer against the invariants of the run. */
  readonly answers: AnswerWatch;
  readonly timings: TimingsCollector;
}

/** What is cleaned up: all that the run made, written down before it is made. */
export interface Cleanup {
  readonly journal: Journal;
  /** What could not be removed. */
  readonly leftovers: Leftovers;
}

/** Who asks a target something and knows what to ask. */
export type Caller = KnownTarget & Sender;

/** Who removes what the run made, and keeps what could not be. */
export type Remover = Caller & SecretKeeper & Cleanup;

/** What the names of a case are looked up in: data, made-up ids, and numbers that no other has. */
export type ScopedTarget = KnownTarget & Pick<Sender, "unissued"> & Pick<SharedState, "next">;

/** What the steps of a case use. */
export interface CaseTarget extends KnownTarget, Sender, SharedState, SecretKeeper, Cleanup {}

/** What a case is run on, and recorded of. */
export interface RecordedTarget extends CaseTarget, Recorder {}

/** A target ready to be judged. Close it when done. */
export interface OpenTarget extends RecordedTarget, Turns {
  close(): Promise<void>;
}
