/** How a call travels: the three bindings of an ASMX service, and REST. */
export type Binding = "get" | "post" | "soap11" | "rest";

export const BINDINGS: readonly Binding[] = ["get", "post", "soap11", "rest"];
