import type { FilePosition, Problem } from "../../model/errors.ts";
import { didYouMean } from "../../schema/did-you-mean.ts";
import type { DocumentPath } from "../../schema/document.ts";
import type { Gap } from "./interpolate.ts";

/**
 * What a gap means to the one who wrote the targets file: which target, field and variable.
 *
 * @param target absent for what stands beside the targets
 */
export function gapProblem(
  gap: Gap,
  target: string | undefined,
  context: {
    readonly known: readonly string[];
    readonly dotEnv: string;
    positionOf(path: DocumentPath): FilePosition;
  },
): Problem {
  const at = context.positionOf(gap.path);
  const of = target === undefined ? "" : `target "${target}", `;
  const where = `${of}${gap.path.join(".")}`;
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
