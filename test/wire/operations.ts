import type { Binding } from "../../src/model/binding.ts";
import type { Argument, Call } from "../../src/model/call.ts";
import type { Operation } from "../../src/model/operation.ts";

/** Operations as small as the encoders need them. */
export function operation(name: string, rest: Partial<Operation> = {}): Operation {
  return {
    name,
    service: "inforouter",
    bindings: ["get", "post", "soap11"],
    parameters: [],
    answer: "xml",
    ...rest,
  };
}

export function call(
  name: string,
  binding: Binding,
  values: Readonly<Record<string, Argument["value"]>>,
): Call {
  const args = Object.entries(values).map(([key, value]) => ({ name: key, value }));
  return { operation: operation(name), binding, arguments: args };
}

export const deleteUpload: Operation = operation("DeleteUpload", {
  service: "apidatatools",
  bindings: ["rest"],
  answer: "json",
  http: { method: "DELETE", path: "/delete-upload-api" },
});
