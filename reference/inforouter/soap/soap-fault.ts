/** A SOAP message that no operation gets to see; answered as a fault with HTTP 500 (SOAP 1.1, 6.2). */
export class SoapFault extends Error {
  override readonly name = "SoapFault";
  readonly faultCode: "Client" | "VersionMismatch";

  constructor(message: string, faultCode: "Client" | "VersionMismatch" = "Client") {
    super(message);
    this.faultCode = faultCode;
  }
}
