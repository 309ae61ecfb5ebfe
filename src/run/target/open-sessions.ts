import { isAccepted, isRefused } from "../../judge/answer/answer.ts";
import { describeAnswer } from "../../judge/answer/describe-answer.ts";
import { isServerError } from "../../judge/answer/is-server-error.ts";
import { valuesOf } from "../../judge/answer/values-of.ts";
import { evaluateEach } from "../../judge/checks/evaluate.ts";
import { firstBinding } from "../../model/binding.ts";
import type { Operations } from "../../model/operation.ts";
import type { PlainCall, Service } from "../../model/service.ts";
import { settingAt, userOf } from "../../model/settings.ts";
import type { ServiceName, Target } from "../../model/target.ts";
import type { JsonValue } from "../../model/value.ts";
import type { Secrets } from "../../wire/redact/secrets.ts";
import type { SendValues } from "../case/build-call.ts";
import { describeFailure } from "../case/describe-failure.ts";
import { tokenIn } from "../service/token-in.ts";
import { lacks } from "./lacks.ts";
import { bindingFor, type Sent } from "./service-client.ts";
import { createSessions, NotDeclaredError, type Sessions, SetUpError } from "./sessions.ts";

/** What sessions are opened from: parts of an open target, which holds them. */
interface SessionsFrom {
  readonly target: Target;
  readonly services: Readonly<Record<ServiceName, Service>>;
  readonly operations: Operations;
  readonly seed: number;
  readonly secrets: Pick<Secrets, "add" | "redact">;
  send(service: ServiceName, values: SendValues): Promise<Sent>;
}

/** The sessions of one service of a target, by the calls that its description has for them. */
export function openSessions(
  name: ServiceName,
  { target, services, operations, seed, secrets, send }: SessionsFrom,
): Sessions {
  const service = services[name];
  if (service && !service.credentials) return nobodyAsked(name);
  const entry = target.services[name];
  const credentials = service?.credentials ?? { word: "token", unknown: "guid" as const };
  const { login, logout, expired } = service?.credentials ?? {};

  /** Goes over the first binding that the target offers. */
  const sendPlain = (
    { call, with: args }: PlainCall,
    scope: ReadonlyMap<string, JsonValue>,
  ): Promise<Sent> => {
    const operation = operations[name]?.[call];
    if (!operation) throw new SetUpError(`no rule file describes ${call}`);
    const offered = entry?.bindings[0] ?? firstBinding(operation.bindings);
    return send(name, {
      operation: call,
      binding: bindingFor(operation, offered),
      with: evaluateEach(args, scope),
      without: [],
      credential: undefined,
      rename: {},
    });
  };

  return createSessions(
    {
      users: {
        owner: service && userOf(service, entry, "owner"),
        stranger: service && userOf(service, entry, "stranger"),
      },
      credentials,
      expired: expired === undefined ? undefined : textOf(settingAt(entry, expired)),
      seed,
      onDerived: (token, label) => secrets.add(token, label),
    },
    {
      async login({ uid, pwd }, label) {
        if (!service || !login) throw new SetUpError(`${name} has no login`);
        if (lacks(target, name, login.call)) {
          throw new SetUpError(noLogin(login.call, credentials.word));
        }
        const sent = await sendPlain(
          login,
          new Map([
            ["uid", uid],
            ["pwd", pwd],
          ]),
        );
        const who = label.slice(label.indexOf(":") + 1);
        const { answer } = sent;
        const token = tokenIn(service, valuesOf(answer));
        if (answer && isAccepted(answer) && token) {
          secrets.add(token, label);
          return token;
        }
        const said = answer ? describeAnswer(answer) : describeFailure(sent.reply);
        // A refusal is the server's last word: passwords are not tried again and again. What nobody can read is none.
        const passing = answer === undefined || isServerError(answer) || !isRefused(answer);
        throw new SetUpError(secrets.redact(`could not log in as ${who}: ${said}`), { passing });
      },
      async logout(token) {
        if (!logout || lacks(target, name, logout.call)) return undefined;
        const sent = await sendPlain(logout, new Map([["token", token]]));
        return sent.answer !== undefined && isAccepted(sent.answer);
      },
    },
  );
}

/** The same for every user: it is told once. */
function noLogin(call: string, word: string): string {
  return `users with "uid" and "pwd" log in by ${call}, which the target does not offer: give them a "${word}" instead`;
}

function textOf(value: unknown): string | undefined {
  return typeof value === "string" ? value : undefined;
}

/** The sessions of a service that asks nobody who calls: no call carries a token, and all are one user's. */
function nobodyAsked(name: ServiceName): Sessions {
  const none = (): never => {
    throw new NotDeclaredError(`${name} asks nobody who calls: there is one user, and no session`);
  };
  return {
    async ticket(principal) {
      if (typeof principal === "object") return principal.literal;
      return principal === "stranger" || principal === "ended" ? none() : undefined;
    },
    own: async () => none(),
    isOurs: () => false,
    instead: async () => none(),
    close: async () => undefined,
  };
}
