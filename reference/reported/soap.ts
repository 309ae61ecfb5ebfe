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
  | "soap-empty-element-is-missing"
  | "soap-reference-is-cut-to-16-bits"
  | "soap-header-of-white-space-is-refused"
  | "soap-value-is-its-last-piece";

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
  "soap-header-of-white-space-is-refused": () => ({
    request: (request) => {
      if (!/<(?:[\w-]+:)?Header\b[^>]*>\s/.test(request.body.toString("latin1"))) return request;
      throw new SoapFault("ClassCastException: TextImpl");
    },
  }),
  "soap-reference-is-cut-to-16-bits": () => ({
    request: (request) => ({
      ...request,
      body: withReferences(request.body, (point) => point & 0xffff),
    }),
  }),
  "soap-empty-element-is-missing": () => ({ sees: ({ text }) => text !== "" }),
  "soap-value-is-its-last-piece": () => ({
    request: (request) => ({ ...request, body: withLastPieces(request.body) }),
  }),
};

/** A message without what stands in an element before a CDATA section, or in one that text follows. */
function withLastPieces(body: Buffer): Buffer {
  const text = body.toString("latin1");
  if (!text.includes("<![CDATA[")) return body;
  const read = text
    .replace(/(<[^<>!?]+>)[^<]+(<!\[CDATA\[)/g, "$1$2")
    .replace(/<!\[CDATA\[(?:(?!\]\]>)[\s\S])*\]\]>([^<]+<)/g, "$1");
  return Buffer.from(read, "latin1");
}

/** A message whose character references are others. */
export function withReferences(body: Buffer, change: (point: number) => number): Buffer {
  const text = body.toString("latin1");
  const read = text.replace(
    /&#(?:x([0-9a-f]+)|([0-9]+));/gi,
    (_, hex?: string, decimal?: string) =>
      `&#${change(hex ? Number.parseInt(hex, 16) : Number(decimal))};`,
  );
  return Buffer.from(read, "latin1");
}

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
