import type { FilePosition, Problem } from "../../model/errors.ts";
import type { Specs } from "../../model/rule.ts";
import type { Target } from "../../model/target.ts";
import type { DocumentPath } from "../../schema/document.ts";

/** What a message is told by, which each request has for itself. */
const OF_EACH_REQUEST: readonly string[] = [
  ...["connection", "content-length", "content-type", "expect", "keep-alive"],
  ...["soapaction", "transfer-encoding", "upgrade"],
];

/** Header lines that a target adds may not be those that its calls are about. */
export function checkHeaders(
  target: Target,
  { operations }: Pick<Specs, "operations">,
  positionOf: (path: DocumentPath) => FilePosition,
): readonly Problem[] {
  return Object.entries(target.services).flatMap(([service, { headers = {} }]) =>
    Object.keys(headers).flatMap((name): readonly Problem[] => {
      const path = ["services", service, "headers", name];
      const field = `target "${target.name}", ${path.join(".")}`;
      const lower = name.toLowerCase();
      const owner = Object.values(operations[service] ?? {}).find(({ parameters }) =>
        parameters.some(
          (parameter) => parameter.in === "header" && parameter.name.toLowerCase() === lower,
        ),
      );
      if (owner) {
        const hint = "calls send it as their rules say: take it out here";
        return [
          { message: `${field} is a parameter of ${owner.name}`, at: positionOf(path), hint },
        ];
      }
      if (!OF_EACH_REQUEST.includes(lower)) return [];
      const hint = "take it out: each request has its own";
      return [
        { message: `${field} cannot be the same in every request`, at: positionOf(path), hint },
      ];
    }),
  );
}
