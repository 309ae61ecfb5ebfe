import { SERVICE_PATH } from "../inforouter/service.ts";
import type { Asked, Said } from "./null-server.ts";

/** One answer in the three forms that a caller may read. */
export interface Words {
  /** The infoRouter answer: one element. */
  readonly element: string;
  /** The answer of the second vendor's API. */
  readonly json: { readonly status: number; readonly value: unknown };
}

const NAMESPACE = "http://tempuri.org/";
const ACTION = /tempuri\.org\/(\w+)/;

/** The answer as the caller expects it: an element, the same in a SOAP envelope, or JSON. */
export function inWords(asked: Asked, { element, json }: Words): Said {
  if (!asked.path.startsWith(SERVICE_PATH)) {
    const body = JSON.stringify(json.value);
    return { status: json.status, type: "application/json", body };
  }
  const [, operation] = ACTION.exec(String(asked.headers["soapaction"] ?? "")) ?? [];
  const body = operation ? envelope(operation, element) : element;
  return { status: 200, type: "text/xml; charset=utf-8", body };
}

function envelope(operation: string, element: string): string {
  const result = `<${operation}Result>${element}</${operation}Result>`;
  const response = `<${operation}Response xmlns="${NAMESPACE}">${result}</${operation}Response>`;
  return `<soap:Envelope xmlns:soap="http://schemas.xmlsoap.org/soap/envelope/"><soap:Body>${response}</soap:Body></soap:Envelope>`;
}
