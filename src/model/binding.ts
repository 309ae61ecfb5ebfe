/** How a call travels: infoRouter's three bindings, and the second vendor's REST. */
export type Binding = "get" | "post" | "soap11" | "rest";

export const BINDINGS: readonly Binding[] = ["get", "post", "soap11", "rest"];
