import { randomUUID } from "node:crypto";
import { readFileSync } from "node:fs";
import { toolVersion } from "../../config/files/tool-version.ts";
import { type Secret, secretsOf } from "../../config/targets/secrets-of.ts";
import { isAccepted } from "../../judge/answer/answer.ts";
import { describeAnswer } from "../../judge/answer/describe-answer.ts";
import { isServerError } from "../../judge/answer/is-server-error.ts";
import type { Check } from "../../judge/checks/check-context.ts";
import type { Operation, Parameter } from "../../model/operation.ts";
import type { ServiceName, Target } from "../../model/target.ts";
import { type Client, createClient } from "../../wire/client/client.ts";
import { createSecrets, type Secrets } from "../../wire/redact/secrets.ts";
import { type CoverageCollector, createCoverage } from "../campaign/coverage.ts";
import { createTimings, type TimingsCollector } from "../campaign/timings.ts";
import { buildCall } from "../case/build-call.ts";
import { describeFailure } from "../case/describe-failure.ts";
import { type Journal, NO_JOURNAL } from "../cleanup/journal.ts";
import { createAnswerReader } from "./answer-reader.ts";
import { lacks } from "./lacks.ts";
import { createOtherDefaults, type OtherDefaults } from "./other-defaults.ts";
import { createReadWriteLock, type ReadWriteLock } from "./read-write-lock.ts";
import { remembering } from "./remembering.ts";
import { bindingFor, type Sent, sendCall } from "./service-client.ts";
import { createSessions, type Sessions, SetUpError } from "./sessions.ts";
import { ticketIn } from "./ticket-in.ts";
import { watchHealth } from "./watch-health.ts";
import { readWsdlSpelling } from "./wsdl-spelling.ts";

/** A target ready to be judged: its connections, sessions and secrets. Close it when done. */
export interface OpenTarget {
  readonly target: Target;
  readonly operations: Readonly<Record<string, Operation>>;
  readonly seed: number;
  /** Names of what the run creates begin with it. */
  readonly tag: string;
  readonly client: Client;
  readonly secrets: Secrets;
  readonly sessions: Sessions;
  readonly lock: ReadWriteLock;
  /** How the target's own WSDL spells a parameter; for `soapSpelling: "wsdl"`. */
  readonly wsdlSpelling: (operation: string, parameter: Parameter) => string;
  /** Checks of answers beyond the built-in ones. */
  readonly checks?: ReadonlyMap<string, Check>;
  /** Sends one call of a service with concrete values. */
  send(service: ServiceName, values: SendValues): Promise<Sent>;
  /** A number that no other call of this run gets. */
  next(): number;
  /** Which defaults of parameters the target takes. */
  readonly otherDefaults: OtherDefaults;
  /** Ids for `createUpload.pool` that were not used yet. */
  readonly pool: string[];
  readonly coverage: CoverageCollector;
  readonly timings: TimingsCollector;
  readonly journal: Journal;
  /** Of a launched server, whose log is to be shown without them: the secrets of the run. */
  readonly issued: readonly Secret[];
  /** What could not be removed; close() reports it. */
  readonly leftovers: string[];
  close(): Promise<void>;
}

export interface SendValues
  extends Omit<Parameters<typeof buildCall>[0], "operation" | "spelling"> {
  readonly operation: string;
  readonly spelling?: "documented" | "wsdl";
}

export interface OpenOptions {
  readonly target: Target;
  readonly operations: Readonly<Record<string, Operation>>;
  readonly seed: number;
  readonly tag: string;
  /** Where what is created is written down; nowhere by default. */
  readonly journal?: Journal;
  /** Checks of answers beyond the built-in ones. */
  readonly checks?: ReadonlyMap<string, Check>;
  /** When it is aborted, nothing waits any longer for a server that asked to. */
  readonly signal?: AbortSignal;
}

/**
 * Opens a target. Nothing is sent yet but for the WSDL, where the target wants its spelling.
 *
 * @throws SetUpError when that WSDL cannot be read
 */
export async function openTarget(options: OpenOptions): Promise<OpenTarget> {
  const { target, operations, seed, tag, journal = NO_JOURNAL } = options;
  const { inforouter, apidatatools } = target.services;
  const issued: Secret[] = [];
  const secrets = remembering(createSecrets(), issued);
  for (const { value, label } of secretsOf(target)) secrets.add(value, label);
  const client = watchHealth(
    createClient({
      timeoutMs: target.limits.timeoutMs,
      concurrency: target.limits.concurrency,
      requestsPerSecond: target.limits.requestsPerSecond,
      bytesPerSecond: target.limits.bytesPerSecond,
      signal: options.signal,
      allowedOrigins: [inforouter?.baseUrl, apidatatools?.baseUrl].filter(
        (url) => url !== undefined,
      ),
      tls: {
        rejectUnauthorized: target.tls.rejectUnauthorized,
        ...(target.tls.ca === undefined ? {} : { ca: readFileSync(target.tls.ca, "utf8") }),
      },
      userAgent: `assay/${toolVersion()} (conformance test; ${tag})`,
    }),
    { patienceMs: target.limits.timeoutMs, signal: options.signal },
  );
  let count = 0;

  const wsdlSpelling =
    inforouter?.soapSpelling === "wsdl"
      ? await readWsdlSpelling(client, inforouter.baseUrl)
      : (_: string, parameter: Parameter): string => parameter.wsdl ?? parameter.name;

  const read = createAnswerReader();
  const timings = createTimings();
  const send: OpenTarget["send"] = async (service, values) => {
    const { operation: name, spelling = inforouter?.soapSpelling } = values;
    const { binding, with: given, without, credential, rename, method } = values;
    const entry = target.services[service];
    const operation = operations[name];
    if (!entry || !operation) throw new SetUpError(`the target offers no ${name}`);
    const inWsdl =
      spelling === "wsdl"
        ? (parameter: Parameter): string => wsdlSpelling(name, parameter)
        : undefined;
    const parts = { binding, with: given, without, credential, rename, method };
    const call = buildCall({ operation, ...parts, spelling: inWsdl });
    const sent = await sendCall(client, entry, call, read);
    timings.add(service, name, binding, sent.reply.durationMs);
    return sent;
  };

  /** The operations of sessions go over the first binding that the target offers. */
  const sendPlain = (operation: string, args: Readonly<Record<string, string>>): Promise<Sent> => {
    const found = operations[operation];
    const offered = inforouter?.bindings[0] ?? "get";
    if (!found) throw new SetUpError(`no rule file describes ${operation}`);
    const binding = bindingFor(found, offered);
    const plain = { with: args, without: [], credential: undefined, rename: {} };
    return send("inforouter", { operation, binding, ...plain });
  };

  const sessions = createSessions(
    {
      users: inforouter?.users ?? {},
      seed,
      ...(inforouter?.expiredTicket === undefined
        ? {}
        : { expiredTicket: inforouter.expiredTicket }),
    },
    {
      async login({ uid, pwd }, label) {
        if (lacks(target, "inforouter", "AuthenticateUser")) throw new SetUpError(NO_LOGIN);
        const sent = await sendPlain("AuthenticateUser", { UID: uid, PWD: pwd });
        const who = label.replace(/^ticket:/, "");
        const { answer } = sent;
        const ticket = answer?.kind === "element" ? ticketIn(answer.attributes) : undefined;
        if (answer && isAccepted(answer) && ticket) {
          secrets.add(ticket, label);
          return ticket;
        }
        const said = answer ? describeAnswer(answer) : describeFailure(sent.reply);
        // A refusal is the server's last word: passwords are not tried again and again.
        const passing = answer === undefined || isServerError(answer);
        throw new SetUpError(secrets.redact(`could not log in as ${who}: ${said}`), { passing });
      },
      async logout(ticket) {
        if (lacks(target, "inforouter", "LogOut")) return undefined;
        const sent = await sendPlain("LogOut", { AuthenticationTicket: ticket });
        return sent.answer !== undefined && isAccepted(sent.answer);
      },
    },
  );

  const { createUpload } = apidatatools ?? {};
  const leftovers: string[] = [];
  return {
    target,
    operations,
    seed,
    tag,
    client,
    secrets,
    sessions,
    lock: createReadWriteLock(),
    ...(options.checks ? { checks: options.checks } : {}),
    wsdlSpelling,
    send,
    next: () => ++count,
    otherDefaults: createOtherDefaults(),
    pool: createUpload && "pool" in createUpload ? [...createUpload.pool] : [],
    coverage: createCoverage(),
    timings,
    journal,
    issued,
    leftovers,
    async close() {
      await sessions.close().catch(() => undefined);
      journal.flush();
      await client.close();
    },
  };
}

/** The same for every user: it is told once. */
const NO_LOGIN =
  'users with "uid" and "pwd" log in by AuthenticateUser, which the target does not offer: give them a "ticket" instead';

/** A name for what one run creates: recognisable, and no other run's. */
export function newTag(): string {
  return `assay-${randomUUID().slice(0, 8)}`;
}
