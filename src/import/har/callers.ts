import { isMalformedGuid } from "../../../generators/malformed-guid.ts";
import { isAccepted } from "../../judge/answer/answer.ts";
import type { Parameter } from "../../model/operation.ts";
import type { Service } from "../../model/service.ts";
import type { RecordedCall } from "./recorded-call.ts";

/** What is known of whoever made a call, by the call and by the others. */
export type Caller =
  /** The operation asks nobody who he is. */
  | "anybody"
  /** The parameter was left out, or is empty. */
  | "missing"
  | "empty"
  /** The same token was taken before and afterwards. */
  | "good"
  /** It is none that such a server issues: a ticket that is no GUID. */
  | "malformed"
  /** It may be good, ended, or another's. */
  | "unknown";

export interface KnownCaller {
  readonly caller: Caller;
  /** Where there is one. */
  readonly token?: string;
}

/** How Assay's own evidence names the token of a user of the target. */
const LABEL = /^‹[a-z]+:(?:owner|stranger)›$/;

/** Who made each of the calls of a service, in their order. */
export function callersOf(
  calls: readonly RecordedCall[],
  service: Service | undefined,
): ReadonlyMap<RecordedCall, KnownCaller> {
  const { credentials } = service ?? {};
  const tokens = calls.map((call) => tokenOf(call));
  const taken = new Map<string, { first: number; last: number }>();
  calls.forEach((call, index) => {
    const token = tokens[index];
    const isSession = [credentials?.login?.call, credentials?.logout?.call].includes(
      call.operation.name,
    );
    if (!token || isSession || !isAccepted(call.answer)) return;
    taken.set(token, { first: taken.get(token)?.first ?? index, last: index });
  });
  return new Map(
    calls.map((call, index): [RecordedCall, KnownCaller] => {
      const parameter = credentialOf(call);
      if (!parameter) return [call, { caller: "anybody" }];
      const token = tokens[index];
      if (token === undefined) return [call, { caller: "missing" }];
      if (token === "") return [call, { caller: "empty", token }];
      const known = taken.get(token);
      const isGood = LABEL.test(token) || (known && known.first < index && index < known.last);
      if (isGood) return [call, { caller: "good", token }];
      // Only of a GUID the form tells that it was never issued.
      const isTold = parameter.type === "ticket" && credentials?.unknown === "guid";
      const isMalformed = isTold && isMalformedGuid(token, "letters");
      return [call, { caller: isMalformed ? "malformed" : "unknown", token }];
    }),
  );
}

export function credentialOf({ operation }: RecordedCall): Parameter | undefined {
  return operation.parameters.find(({ type }) => type === "ticket" || type === "key");
}

/** The ticket or key of a call, without the word before it. */
export function tokenOf(call: RecordedCall): string | undefined {
  const parameter = credentialOf(call);
  const value = parameter && call.values[parameter.name];
  if (typeof value !== "string" || !parameter) return undefined;
  const { scheme } = parameter;
  if (scheme === undefined) return value;
  const isSo = value.toLowerCase().startsWith(`${scheme.toLowerCase()} `);
  return isSo ? value.slice(scheme.length + 1) : value;
}
