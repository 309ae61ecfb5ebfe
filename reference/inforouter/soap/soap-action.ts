import type { SoapStyle, SoapVersion } from "../../dialect/soap-style.ts";
import { SoapFault } from "./soap-fault.ts";

export const SERVICE_NAMESPACE = "http://tempuri.org/";

/** The action of a request, without its quotes: a header in SOAP 1.1, a part of the type in 1.2. */
export function soapAction(
  version: SoapVersion,
  header: string | undefined,
  contentType: string,
): string {
  const given = version === "1.1" ? header : /;\s*action="?([^";]*)"?/i.exec(contentType)?.[1];
  return given?.trim().replace(/^"(.*)"$/, "$1") ?? "";
}

/**
 * CUH-04, DUH-04, DDH-04: the action names the operation. Throws a `SoapFault` when it does not fit
 * the element in the body, as far as the dialect looks at it.
 */
export function checkAction(
  action: string,
  operation: string,
  version: SoapVersion,
  style: SoapStyle,
): void {
  if (style.action === "ignored" || action === `${SERVICE_NAMESPACE}${operation}`) return;
  // SOAP 1.2 knows the operation by its element as well
  const optional = style.action === "checked" || version === "1.2";
  if (action === "" && optional) return;
  throw new SoapFault(style.unknownAction.replace("{action}", () => action));
}
