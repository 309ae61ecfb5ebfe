import { hasBinding } from "../../model/binding.ts";
import { headerOf } from "../../model/header-lines.ts";
import type { Operation, Operations } from "../../model/operation.ts";
import type { ServiceName } from "../../model/target.ts";
import { trimEnd } from "../../model/trim-end.ts";
import type { HarRequest } from "./exchange-of-entry.ts";

/** Where a service seems to be, and by how many messages. */
export interface Guess {
  readonly service: ServiceName;
  readonly baseUrl: string;
  readonly calls: number;
}

/** Without a name before it an address ends so for many servers. */
const LEAST_PATH = 2;

/**
 * The services that recorded traffic looks like, each where most of its messages go: by names of operations at
 * the end of an address or in a SOAPAction, by documented paths, and by headers that every call of an operation has.
 */
export function guessServices(
  requests: readonly HarRequest[],
  operations: Operations,
): readonly Guess[] {
  return Object.entries(operations).flatMap(([service, described]): readonly Guess[] => {
    const counts = new Map<string, number>();
    for (const request of requests) {
      const base = baseOf(request, Object.values(described));
      if (base !== undefined) counts.set(base, (counts.get(base) ?? 0) + 1);
    }
    const [most] = [...counts].sort((one, other) => other[1] - one[1]);
    return most ? [{ service, baseUrl: most[0], calls: most[1] }] : [];
  });
}

function baseOf(
  { target: url, method, lines }: HarRequest,
  operations: readonly Operation[],
): string | undefined {
  if (!URL.canParse(url) || !/^https?:/i.test(url)) return undefined;
  const { origin, pathname } = new URL(url);
  const whole = `${origin}${trimEnd(pathname, "/")}`;
  const action = headerOf(lines, "soapaction");
  for (const operation of operations) {
    const { name, http, parameters, fromTarget } = operation;
    if (fromTarget !== undefined) continue;
    const isCalled = method === "POST" && action?.endsWith(`/${name}"`);
    if (isCalled && hasBinding(operation, ({ namedBy }) => namedBy === "action")) return whole;
    if (hasBinding(operation, ({ namedBy }) => namedBy === "segment") && whole.endsWith(`/${name}`))
      return whole.slice(0, -name.length - 1);
    if (http?.method !== method || http.path.includes("{") || http.path.includes("?")) continue;
    if (http.path.length >= LEAST_PATH && whole.endsWith(http.path)) {
      return whole.slice(0, -http.path.length);
    }
    const telling = parameters.filter((one) => one.in === "header" && one.default !== undefined);
    const isTold = telling.every((one) => headerOf(lines, one.name) !== undefined);
    if (http.path === "" && telling.length > 0 && isTold) return whole;
  }
  return undefined;
}
