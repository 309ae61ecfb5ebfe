import type { FilePosition, Problem } from "../../model/errors.ts";
import { didYouMean } from "../../schema/did-you-mean.ts";
import type { DocumentPath } from "../../schema/document.ts";
import type { Gap } from "./interpolate.ts";

/** What a gap means to the one who wrote the targets file: which target, field and variable. */
export function gapProblem(
  gap: Gap,
  target: string,
  context: {
    readonly known: readonly string[];
    readonly dotEnv: string;
    positionOf(path: DocumentPath): FilePosition;
  },
): Problem {
  const at = context.positionOf(gap.path);
  const where = `target "${target}", ${gap.path.join(".")}`;
  if (gap.kind === "malformed") {
    return {
      message: `${where}: "\${" begins no variable here`,
      at,
      hint: `write \${NAME} or \${NAME:-default}, or $\${ for a literal \${`,
    };
  }
  const { variable } = gap;
  const near = didYouMean(variable, context.known);
  const meant = near === undefined ? "" : `did you mean ${near}? `;
  return {
    message: `${where}: the variable ${variable} is not set`,
    at,
    hint: `${meant}Set it in the environment or in ${context.dotEnv}, or give a default: \${${variable}:-...}`,
  };
}
