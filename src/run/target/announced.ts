import { describeAnswer } from "../../judge/answer/describe-answer.ts";
import { isServerError } from "../../judge/answer/is-server-error.ts";
import { announcedApart, namesIn } from "../../judge/answer/names-in.ts";
import type { ServiceName, Target } from "../../model/target.ts";
import { describeFailure } from "../case/describe-failure.ts";
import { sendGreeting } from "./preflight.ts";
import { SetUpError } from "./sessions.ts";
import type { Caller, OpenTarget } from "./target-parts.ts";

/** The names that a server announces, or why that is not known. */
export type Announced = { readonly names: readonly string[] } | { readonly unknown: string };

/** HTTP statuses by which a server says that it looked at who calls, and no further. */
const NOT_LOOKED: readonly number[] = [401, 403, 429];

/** Asks a server what it can do, as the owner where there is one; undefined where its documents have no such call. */
export async function whatIsAnnounced(
  open: Caller,
  service: ServiceName,
): Promise<Announced | undefined> {
  const { announced, capabilities = {} } = open.services[service] ?? {};
  if (!announced || !open.operations[service]?.[announced.call]) return undefined;
  const { call } = announced;
  try {
    const { reply, answer } = await sendGreeting(open, service, announced, await ownersToken());
    if (!answer) return { unknown: `${call} got ${describeFailure(reply)}` };
    if (isServerError(answer) || NOT_LOOKED.includes(answer.status)) {
      return { unknown: `${call} got ${describeAnswer(answer)}` };
    }
    const apart = announcedApart(answer, Object.values(capabilities), announced);
    return { names: [...namesIn(answer, announced), ...apart] };
  } catch (error) {
    if (!(error instanceof SetUpError)) throw error;
    return { unknown: error.message };
  }

  function ownersToken(): Promise<string | undefined> {
    return open
      .sessionsOf(service)
      .ticket("owner")
      .catch(() => undefined);
  }
}

/** A target that knows what the server of a service announces; as it is where that is not known. */
export function withAnnounced(
  target: Target,
  service: ServiceName,
  announced: Announced | undefined,
): Target {
  const entry = target.services[service];
  if (!entry || !announced || "unknown" in announced) return target;
  const operations = { ...entry.operations, announced: announced.names };
  return { ...target, services: { ...target.services, [service]: { ...entry, operations } } };
}

/** Why nothing can be said of what needs a capability that only an announcement would tell, by capability. */
export function unknownCapabilities(
  { services }: Pick<OpenTarget, "services">,
  service: ServiceName,
  announced: Announced | undefined,
): Readonly<Record<string, string>> {
  if (!announced || "names" in announced) return {};
  const { capabilities = {} } = services[service] ?? {};
  const told = Object.entries(capabilities).filter(([, one]) => one.announced !== undefined);
  return Object.fromEntries(
    told.map(([name]) => [
      name,
      `whether the server has ${name} is not known: ${announced.unknown}`,
    ]),
  );
}
