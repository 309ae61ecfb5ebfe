import { type Problem, UsageError } from "../model/errors.ts";

/** Where the compiler of rule files puts what it finds wrong, so that one run shows all of it. */
export interface Problems {
  add(problem: Problem): void;
  addAll(problems: readonly Problem[]): void;
  /** Throws a UsageError (`spec-invalid`) with all problems, if there are any. */
  throwIfAny(): void;
}

export function collectProblems(): Problems {
  const found: Problem[] = [];
  return {
    add: (problem) => void found.push(problem),
    addAll: (problems) => void found.push(...problems),
    throwIfAny: () => {
      if (found.length > 0) throw new UsageError("spec-invalid", found);
    },
  };
}
