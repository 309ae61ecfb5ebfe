import type { Argument, Call } from "../../model/call.ts";
import type { BodyKind } from "../../model/operation.ts";
import { piecesOfPath } from "../../model/path-template.ts";

/** A REST call by where its parts go; whoever writes it fills in the values. */
export interface RestParts {
  readonly method: string;
  /** What follows the base URL: texts as they are, and arguments. */
  readonly path: readonly (string | Argument)[];
  readonly query: readonly Argument[];
  readonly headers: readonly Argument[];
  /** Absent: there is no body. */
  readonly body?: { readonly kind: BodyKind; readonly args: readonly Argument[] };
}

/**
 * The parts of a call as its operation's documents have them. A name of the path that has no argument is
 * an empty segment.
 *
 * @throws Error for an operation that has no HTTP method and path
 */
export function restParts({ operation, method, arguments: args }: Call): RestParts {
  const { http, name, body: kind = "json" } = operation;
  if (!http) throw new Error(`${name} has no http method and path: it cannot be called by REST.`);
  const inside = (place: Argument["in"]): readonly Argument[] =>
    args.filter((argument) => argument.in === place);
  const ofPath = inside("path");
  const members = inside(undefined);
  return {
    method: method ?? http.method,
    path: piecesOfPath(http.path).map((piece, index) =>
      index % 2 === 0 ? piece : (ofPath.find((argument) => argument.name === piece) ?? ""),
    ),
    query: inside("query"),
    headers: inside("header"),
    ...(members.length > 0 ? { body: { kind, args: members } } : {}),
  };
}

export const CONTENT_TYPE = "content-type";

/** That of `multipart` has the boundary after it. */
const TYPES: Readonly<Record<BodyKind, string>> = {
  json: "application/json",
  form: "application/x-www-form-urlencoded",
  multipart: "multipart/form-data",
  raw: "application/octet-stream",
};

/** What the header says of a body that no argument says; undefined where nothing is to be said. */
export function typeOfBody(
  { body, headers }: RestParts,
  { leftOut = [] }: Pick<Call, "leftOut">,
): string | undefined {
  if (!body || leftOut.includes(CONTENT_TYPE)) return undefined;
  const isGiven = headers.some(({ name }) => name.toLowerCase() === CONTENT_TYPE);
  return isGiven ? undefined : TYPES[body.kind];
}
