import { randomUUID } from "node:crypto";
import { type Secret, secretsOf } from "../../config/targets/secrets-of.ts";
import type { Check } from "../../judge/checks/check-context.ts";
import { type Operations, operationsOfServices, type Parameter } from "../../model/operation.ts";
import type { Service } from "../../model/service.ts";
import type { ServiceName, Target } from "../../model/target.ts";
import { encode } from "../../wire/encode/encode.ts";
import { placeOf } from "../../wire/encode/place.ts";
import { createSecrets, type Secrets } from "../../wire/redact/secrets.ts";
import { createCoverage } from "../campaign/coverage.ts";
import { createTimings } from "../campaign/timings.ts";
import { createAnswerWatch } from "../case/answer-watch.ts";
import { buildCall } from "../case/build-call.ts";
import { type Journal, NO_JOURNAL } from "../cleanup/journal.ts";
import { createLeftovers } from "../cleanup/leftovers.ts";
import { withDefaultValues } from "../service/default-values.ts";
import { openClient } from "./open-client.ts";
import { openSessions } from "./open-sessions.ts";
import { createOtherDefaults } from "./other-defaults.ts";
import { createPace } from "./pace.ts";
import { createPermission } from "./permission.ts";
import { createReadWriteLock, type Others } from "./read-write-lock.ts";
import { bounded, sentOf } from "./service-client.ts";
import { type ServiceWire, serviceWires } from "./service-wire.ts";
import { type Sessions, SetUpError } from "./sessions.ts";
import type { Adapters, OpenTarget } from "./target-parts.ts";
import { readWsdlSpelling, type WsdlSpelling } from "./wsdl-spelling.ts";

export type { Adapters, OpenTarget, ServiceAdapter } from "./target-parts.ts";

export interface OpenOptions {
  readonly target: Target;
  readonly operations: Operations;
  readonly services: Readonly<Record<ServiceName, Service>>;
  readonly adapters?: Adapters;
  readonly seed: number;
  readonly tag: string;
  /** Where what is created is written down; nowhere by default. */
  readonly journal?: Journal;
  /** Checks of answers beyond the built-in ones. */
  readonly checks?: ReadonlyMap<string, Check>;
  /** When it is aborted, nothing waits any longer for a server: see `endInTime`. */
  readonly signal?: AbortSignal | undefined;
  /** Aborted when the time of a campaign is up. */
  readonly timeUp?: AbortSignal | undefined;
  /** Who else runs cases on it at the same time; default: nobody. */
  readonly others?: Others | undefined;
  /** Told each secret when it becomes known, those that the target declares included. */
  readonly onSecret?: ((secret: Secret) => void) | undefined;
}

/** Bytes of a body from which on a request takes its time. */
const LARGE = 65_536;

/**
 * Opens a target. Nothing is sent yet but for the WSDL, where the target wants its spelling.
 *
 * @throws SetUpError when that WSDL cannot be read
 */
export async function openTarget(options: OpenOptions): Promise<OpenTarget> {
  const { target, services, seed, tag, journal = NO_JOURNAL } = options;
  const { adapters = new Map() } = options;
  const operations = withDefaultValues(options.operations, { target, services, tag });
  const kept = telling(createSecrets(), options.onSecret);
  for (const { value, label } of secretsOf(target, services)) kept.add(value, label);
  const permission = createPermission({ target, services, operations }, kept);
  const { secrets, permit } = permission;
  const { signal, timeUp } = options;
  const pace = createPace(target.limits.concurrency);
  const client = openClient(target, { tag, pace, signal, timeUp });
  let count = 0;
  const newName = (): string => `${tag}-${++count}`;

  const wires = serviceWires(target, services, adapters);
  const spellings = new Map<ServiceName, WsdlSpelling>();
  for (const [name, { entry, spelling }] of wires) {
    const isWritten = spelling === "documented";
    spellings.set(name, isWritten ? writtenSpelling : await readWsdlSpelling(client, entry));
  }
  const wsdlSpelling: OpenTarget["wsdlSpelling"] = (operation, parameter) =>
    (spellings.get(operation.service) ?? writtenSpelling)(operation.name, parameter);

  const timings = createTimings(target.limits.answerMs);
  const callOf: OpenTarget["callOf"] = (service, wanted) => {
    const { operation: name, with: given, rename, method, at, spelling, because } = wanted;
    const known = wires.get(service);
    const operation = operations[service]?.[name];
    if (!known || !operation) throw new SetUpError(`the target offers no ${name}`);
    const { entry, adapter } = known;
    permit({ operation, with: given, at, method, rename, because });
    const place = at === undefined ? undefined : placeOf(at, entry.baseUrl);
    if (place && "refused" in place) {
      throw new SetUpError(`${name} was not sent: its address ${secrets.redact(place.refused)}`);
    }
    const inWsdl =
      (spelling ?? known.spelling) === "wsdl"
        ? (parameter: Parameter): string => wsdlSpelling(operation, parameter)
        : undefined;
    const call = buildCall({
      operation,
      binding: wanted.binding,
      with: given,
      without: wanted.without,
      credential: wanted.credential,
      rename,
      method,
      at,
      transfer: wanted.transfer,
      spelling: inWsdl,
    });
    return adapter?.complete?.(call, entry, newName) ?? call;
  };
  const send: OpenTarget["send"] = async (service, values) => {
    const call = callOf(service, values);
    const { entry, adapter, wire, read } = wires.get(service) as ServiceWire;
    const usual = adapter?.encode?.(call, entry) ?? encode(call, wire);
    const { transfer } = values;
    const request = transfer ? { ...usual, transfer } : usual;
    const sent = sentOf(await client.send(bounded(request, call)), { call, request, read });
    timings.add(service, values.operation, values.binding, sent.reply.durationMs);
    // What goes in an unusual way, or is large, takes its time.
    const isOrdinary = transfer === undefined && (request.body?.length ?? 0) < LARGE;
    if (isOrdinary) pace.note(`${service} ${values.operation} ${values.binding}`, sent.reply);
    return sent;
  };

  const sessions = new Map<ServiceName, Sessions>();
  const sessionsOf = (name: ServiceName): Sessions => {
    const known =
      sessions.get(name) ??
      openSessions(name, { target, services, operations, seed, secrets, send });
    sessions.set(name, known);
    return known;
  };

  return {
    target,
    operations,
    services,
    adapters,
    seed,
    tag,
    client,
    sessionsOf,
    lock: createReadWriteLock(options.others),
    pace,
    ...(options.checks ? { checks: options.checks } : {}),
    wsdlSpelling,
    ...permission,
    callOf,
    send,
    next: () => ++count,
    otherDefaults: createOtherDefaults(),
    usedUp: new Map(),
    answers: createAnswerWatch(),
    coverage: createCoverage(
      operationsOfServices(operations, Object.keys(target.services)),
      services,
    ),
    timings,
    journal,
    get issued() {
      return secrets.all();
    },
    leftovers: createLeftovers(secrets.redact),
    async close() {
      for (const one of sessions.values()) await one.close().catch(() => undefined);
      journal.flush();
      await client.close();
    },
  };
}

/** As the rule files have it, where no server is asked. */
function writtenSpelling(_: string, parameter: Parameter): string {
  return parameter.wsdl ?? parameter.name;
}

/** A name for what one run creates: recognisable, and no other run's. */
export function newTag(): string {
  return `assay-${randomUUID().slice(0, 8)}`;
}

/** Secrets that are also told, for whoever has to replace them elsewhere. */
function telling(secrets: Secrets, tell: ((secret: Secret) => void) | undefined): Secrets {
  return {
    ...secrets,
    add: (value, label) => {
      tell?.({ value, label });
      secrets.add(value, label);
    },
  };
}
