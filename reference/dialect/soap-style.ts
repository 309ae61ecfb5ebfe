/** The versions of SOAP, by name. */
export type SoapVersion = "1.1" | "1.2";

/** How SOAP messages are read and described. */
export interface SoapStyle {
  readonly versions: readonly SoapVersion[];
  /**
   * Which spellings of a parameter are seen: the documents', those and the vendor's WSDL's, or any
   * letter case. An element of another name does not exist.
   */
  readonly names: "documented" | "documented-or-wsdl" | "any-case";
  /** Which spelling `?WSDL` shows. */
  readonly wsdlNames: "documented" | "wsdl";
  /** CUH-04: the SOAPAction must be there, must fit if it is there, or does not matter. */
  readonly action: "required" | "checked" | "ignored";
  /** What a required action that is missing or names no operation is told; `{action}` is what came. */
  readonly unknownAction: string;
  /** What a value with a comment inside is. */
  readonly comments: "passed-over" | "refused";
  /** Whether elements outside the service's namespace are overlooked. */
  readonly exactNamespace: boolean;
}
