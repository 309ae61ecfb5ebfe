import type { Faults } from "../faults.ts";
import { HttpRefusal } from "../http/http-refusal.ts";
import type { Operation } from "../inforouter/operation.ts";
import type { XmlElement } from "../inforouter/soap/parse-xml.ts";
import { SoapFault } from "../inforouter/soap/soap-fault.ts";
import type { SoapRequest } from "../inforouter/soap/soap-request.ts";
import { onesOn, throughAll } from "./ones-on.ts";

export type SoapFaultName =
  | "soap-parameters-are-positional"
  | "soap-prefixed-parameters-are-lost"
  | "soap-byte-order-mark-is-refused"
  | "soap-charset-is-ignored"
  | "soap-quoted-action-is-refused"
  | "soap-empty-element-is-missing";

/** What a stack makes of a message; a part that is missing leaves it as it is. */
interface Stack {
  readonly request?: (request: SoapRequest) => SoapRequest;
  /** Whether it sees a parameter. */
  readonly sees?: (parameter: XmlElement) => boolean;
  readonly values?: (
    values: ReadonlyMap<string, string>,
    operation: Operation,
  ) => ReadonlyMap<string, string>;
}

const STACKS: Readonly<Record<SoapFaultName, () => Stack>> = {
  "soap-parameters-are-positional": () => ({
    values: (values, { parameters }) =>
      new Map(
        [...values.values()].flatMap((value, index) => {
          const parameter = parameters[index];
          return parameter ? [[parameter.name, value] as const] : [];
        }),
      ),
  }),
  "soap-prefixed-parameters-are-lost": () => ({ sees: ({ prefix }) => prefix === "" }),
  "soap-byte-order-mark-is-refused": () => ({
    request: (request) => {
      if (request.body.indexOf("\ufeff") !== 0) return request;
      throw new SoapFault("Could not access envelope.");
    },
  }),
  "soap-charset-is-ignored": () => ({
    request: (request) => ({
      ...request,
      contentType: request.contentType.replace(/;\s*charset\s*=\s*"?[^\s;"]+"?/i, ""),
    }),
  }),
  "soap-quoted-action-is-refused": () => ({
    request: (request) => {
      if (!request.action?.startsWith('"')) return request;
      throw new HttpRefusal(400, "Bad Request");
    },
  }),
  "soap-empty-element-is-missing": () => ({ sees: ({ text }) => text !== "" }),
};

/** The message as a faulty stack receives it. */
export function receiveSoap(request: SoapRequest, faults: Faults<SoapFaultName>): SoapRequest {
  return throughAll(onesOn(STACKS, faults), request, (stack, one) => stack.request?.(one) ?? one);
}

/** Whether the stack sees a parameter. */
export function seesParameter(parameter: XmlElement, faults: Faults<SoapFaultName>): boolean {
  return onesOn(STACKS, faults).every(({ sees }) => sees?.(parameter) ?? true);
}

/** The values of a message as the stack hands them on. */
export function bindSoap(
  values: ReadonlyMap<string, string>,
  operation: Operation,
  faults: Faults<SoapFaultName>,
): ReadonlyMap<string, string> {
  const ones = onesOn(STACKS, faults);
  return throughAll(ones, values, (stack, all) => stack.values?.(all, operation) ?? all);
}
