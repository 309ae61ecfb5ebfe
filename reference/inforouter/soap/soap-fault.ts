/** The codes of SOAP 1.1, 4.4.1. */
type FaultCode = "Client" | "MustUnderstand" | "VersionMismatch";

/** A SOAP message that no operation gets to see; answered as a fault with HTTP 500 (SOAP 1.1, 6.2). */
export class SoapFault extends Error {
  override readonly name = "SoapFault";
  readonly faultCode: FaultCode;

  constructor(message: string, faultCode: FaultCode = "Client") {
    super(message);
    this.faultCode = faultCode;
  }
}
