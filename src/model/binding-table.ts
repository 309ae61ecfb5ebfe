/**
 * What tells one binding from another, for whoever asks. A new binding is a row here and a codec in
 * `src/wire/bindings`: nobody else asks for one by its name.
 */
export interface BindingTraits {
  /** How a request says which operation it calls: by the end of its path, its SOAPAction, or method and path. */
  readonly namedBy: "segment" | "action" | "route";
  /**
   * Where arguments go: a query, a form (urlencoded or multipart), elements of XML, a body of another kind,
   * or each where the documents have it: path, query, header and body.
   */
  readonly argumentsIn: "query" | "form" | "xml" | "body" | "places";
  /** What request and answer are wrapped in; absent: nothing. */
  readonly envelope?: { readonly soap: "1.1" | "1.2" };
  /** How an answer tells whether the call was taken: by what its body says, or by its status. */
  readonly toldBy: "body" | "status";
  /** It is the only one of its services, so that a filter of the others does not concern it. */
  readonly isAlone: boolean;
  /** By what a WSDL tells it: the namespace of what stands in its binding, and the verb; absent: no WSDL does. */
  readonly wsdl?: { readonly namespace: string; readonly verb?: "GET" | "POST" };
}

const HTTP_IN_WSDL = "http://schemas.xmlsoap.org/wsdl/http/";

/** The bindings, in the order in which they are named and judged: three of an ASMX service, and REST. */
export const BINDING_TABLE = {
  get: {
    namedBy: "segment",
    argumentsIn: "query",
    toldBy: "body",
    isAlone: false,
    wsdl: { namespace: HTTP_IN_WSDL, verb: "GET" },
  },
  post: {
    namedBy: "segment",
    argumentsIn: "form",
    toldBy: "body",
    isAlone: false,
    wsdl: { namespace: HTTP_IN_WSDL, verb: "POST" },
  },
  soap11: {
    namedBy: "action",
    argumentsIn: "xml",
    envelope: { soap: "1.1" },
    toldBy: "body",
    isAlone: false,
    wsdl: { namespace: "http://schemas.xmlsoap.org/wsdl/soap/" },
  },
  rest: { namedBy: "route", argumentsIn: "places", toldBy: "status", isAlone: true },
} as const satisfies Readonly<Record<string, BindingTraits>>;
