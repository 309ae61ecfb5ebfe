import type { SoapVersion } from "../../dialect/soap-style.ts";

/** A SOAP request as it came. */
export interface SoapRequest {
  readonly version: SoapVersion;
  readonly body: Buffer;
  readonly contentType: string;
  /** The header SOAPAction. */
  readonly action: string | undefined;
}
