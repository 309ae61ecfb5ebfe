import type { AnswerStyle } from "../../dialect/answer-style.ts";
import type { SoapVersion } from "../../dialect/soap-style.ts";
import { escapeMarkup, replaceForbidden } from "../xml/escape.ts";
import { SERVICE_NAMESPACE } from "./soap-action.ts";
import type { SoapFault } from "./soap-fault.ts";
import { SOAP_VERSIONS } from "./soap-versions.ts";

/** The answer of an operation; `result` is the element of the answer, or text. */
export function renderSoap(
  operation: string,
  result: string,
  version: SoapVersion,
  style: AnswerStyle,
): string {
  const { around } = style.layout;
  // white space around text would become part of it
  const inside = result.startsWith("<") ? around : "";
  const content = [
    `<${operation}Response xmlns="${SERVICE_NAMESPACE}">`,
    `<${operation}Result>${inside}${result}${inside}</${operation}Result>`,
    `</${operation}Response>`,
  ];
  return envelope(content.join(around), version, style);
}

type FaultFacts = Pick<SoapFault, "faultCode" | "message">;

/** A message that could not be handled (SOAP 1.1, 4.4; SOAP 1.2 part 1, 5.4). */
export function renderFault(fault: FaultFacts, version: SoapVersion, style: AnswerStyle): string {
  const text = escapeMarkup(replaceForbidden(fault.message));
  const code = fault.faultCode;
  const content =
    version === "1.1"
      ? `<faultcode>soap:${code}</faultcode><faultstring>${text}</faultstring><detail />`
      : `<soap:Code><soap:Value>soap:${code === "Client" ? "Sender" : code}</soap:Value></soap:Code><soap:Reason><soap:Text xml:lang="en">${text}</soap:Text></soap:Reason>`;
  return envelope(`<soap:Fault>${content}</soap:Fault>`, version, style);
}

function envelope(content: string, version: SoapVersion, { layout }: AnswerStyle): string {
  const { around } = layout;
  const parts = [
    '<?xml version="1.0" encoding="utf-8"?>\n',
    `<soap:Envelope xmlns:soap="${SOAP_VERSIONS[version].namespace}">`,
    `${around}<soap:Body>${around}${content}${around}</soap:Body>${around}</soap:Envelope>`,
  ];
  return parts.join("");
}
