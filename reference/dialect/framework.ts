/** Which way a call came in. */
type Way = "get" | "post" | "soap11";

/** A parameter as a framework sees it. */
export interface Declared {
  readonly name: string;
  readonly type: "ticket" | "guid" | "string" | "int" | "boolean" | "bytes";
  readonly optional?: boolean;
}

/** Why a framework does not let a call through to its operation. */
export type BindingProblem =
  | { readonly kind: "missing"; readonly name: string }
  | {
      readonly kind: "unconvertible";
      readonly name: string;
      readonly type: Declared["type"];
      readonly value: string;
    };

/** A framework that binds parameters before the operation runs. */
export interface Framework {
  /** Whether it insists on the parameter; the text is undefined when it is absent. */
  readonly misses: (parameter: Declared, text: string | undefined, way: Way) => boolean;
  /** What is thrown: an `HttpRefusal` or a `SoapFault`. */
  readonly refuse: (problem: BindingProblem, way: Way) => Error;
}
