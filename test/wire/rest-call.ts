import type { Argument, Call } from "../../src/model/call.ts";
import type { Operation } from "../../src/model/operation.ts";
import { operation } from "./operations.ts";
import type { Recorded } from "./servers.ts";

/** A call of REST to a method and a path, `PUT /files/{id}`. */
export function restCall(
  line: string,
  args: readonly Argument[],
  rest: Partial<Operation> & Partial<Pick<Call, "at" | "leftOut">> = {},
): Call {
  const [method = "", path = ""] = line.split(" ");
  const { at, leftOut, ...more } = rest;
  return {
    operation: operation("Call", { bindings: ["rest"], http: { method, path }, ...more }),
    binding: "rest",
    arguments: args,
    ...(at === undefined ? {} : { at }),
    ...(leftOut ? { leftOut } : {}),
  };
}

/** The header lines of a name, in any letter case, as they came. */
export function linesOf(request: Recorded | undefined, name: string): readonly string[] {
  const { rawHeaders = [] } = request ?? {};
  return rawHeaders.flatMap((text, index) =>
    index % 2 === 0 && text.toLowerCase() === name ? [`${text}: ${rawHeaders[index + 1]}`] : [],
  );
}
