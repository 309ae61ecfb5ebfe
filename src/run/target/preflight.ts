import { type Answer, isAccepted } from "../../judge/answer/answer.ts";
import { describeAnswer } from "../../judge/answer/describe-answer.ts";
import { evaluateEach } from "../../judge/checks/evaluate.ts";
import type { Scope, ScopeValue } from "../../judge/checks/scope.ts";
import { firstBinding } from "../../model/binding.ts";
import type { Greeting } from "../../model/service.ts";
import type { ServiceName } from "../../model/target.ts";
import type { JsonValue } from "../../model/value.ts";
import { describeFailure } from "../case/describe-failure.ts";
import { guidOf } from "../case/seed.ts";
import { predefinedValue } from "../service/predefined-values.ts";
import { lacks } from "./lacks.ts";
import { bindingFor, type Sent } from "./service-client.ts";
import type { Caller, KnownTarget } from "./target-parts.ts";

/** Whether a service can be judged at all; `reason` says why not, and what to look at. */
export type Preflight =
  | { readonly ok: true; readonly answered: string; readonly greeting?: Greeting }
  | { readonly ok: false; readonly reason: string };

/**
 * Sends the cheapest calls of a service until one gets an answer of its protocol. Creates nothing.
 * A service that answers nothing readable is not judged: its rules would all say the same.
 */
export async function preflight(open: Caller, service: ServiceName): Promise<Preflight> {
  const entry = open.target.services[service];
  if (!entry) return { ok: false, reason: `the target does not offer ${service}` };
  let last: Sent | undefined;
  for (const greeting of open.services[service]?.greetings ?? []) {
    const { call } = greeting;
    if (!open.operations[service]?.[call] || lacks(open.target, service, call)) continue;
    last = await sendGreeting(open, service, greeting);
    if (last.reply.kind === "failure") break;
    if (last.answer && isProtocol(last.answer)) return { ok: true, answered: call, greeting };
  }
  const where = entry.baseUrl;
  if (!last) return { ok: true, answered: "nothing: the target offers none of the harmless calls" };
  if (last.reply.kind === "failure") {
    return { ok: false, reason: `${where} cannot be reached: ${describeFailure(last.reply)}` };
  }
  const said = last.answer ? describeAnswer(last.answer) : "nothing";
  const hints = [`is its baseUrl right?`, ...hintsOf(open, service)].join(" ");
  return { ok: false, reason: `${where} does not speak ${service}: it answers ${said}; ${hints}` };
}

/** Sends one of the calls that change nothing, by default with a ticket or key that was never issued. */
export function sendGreeting(
  open: Caller,
  service: ServiceName,
  greeting: Greeting,
  credential = guidOf(open.seed, "preflight"),
): Promise<Sent> {
  const operation = open.operations[service]?.[greeting.call];
  const offered = open.target.services[service]?.bindings ?? [];
  const wanted = offered[0] ?? firstBinding(operation?.bindings);
  return open.send(service, {
    operation: greeting.call,
    binding: operation ? bindingFor(operation, wanted) : wanted,
    with: argumentsOf(greeting, open, service),
    without: [],
    credential,
    rename: {},
  });
}

function argumentsOf(
  greeting: Greeting,
  open: Caller,
  name: ServiceName,
): Readonly<Record<string, JsonValue>> {
  const service = open.services[name];
  const unissued = guidOf(open.seed, "preflight");
  open.unissued.note(unissued);
  const own = { target: open.target.services[name] ?? {}, newName: () => `${open.tag}-greeting` };
  const scope: Scope = {
    get: (other): ScopeValue | undefined =>
      other === "unissued" ? unissued : service && predefinedValue(other, service, scope, own),
  };
  return evaluateEach(greeting.with, scope);
}

/** HTTP statuses by which a server asks who calls. */
const WHO_ASKS: readonly number[] = [401, 403];

function isProtocol(answer: Answer): boolean {
  if (answer.kind === "json") return answer.value !== undefined;
  // Where a body has no form of its own, only that the call is known tells anything.
  if (answer.kind === "http") return isAccepted(answer) || WHO_ASKS.includes(answer.status);
  return answer.kind === "element" || (answer.kind === "refusal" && answer.by === "soap");
}

/** What looks unusual about the base URL, in sentences. */
export function hintsOf(open: KnownTarget, service: ServiceName): readonly string[] {
  const { baseUrl = "" } = open.target.services[service] ?? {};
  return open.adapters.get(service)?.hints?.(baseUrl) ?? [];
}
