import { type FilePosition, type Problem, UsageError } from "../../model/errors.ts";
import type { SpecKind } from "./spec-kind.ts";

/** A problem as the compiler finds it, before it is known whether and how it is shown. */
export interface Found extends Problem {
  /** Where the template was applied, for a problem whose place is inside it. */
  readonly appliedAt?: FilePosition;
  /** The kind of file that would hold a name which is unknown. */
  readonly missingFrom?: SpecKind | undefined;
}

/** Where the compiler of rule files puts what it finds wrong, so that one run shows all of it. */
export interface Problems {
  add(problem: Found): void;
  /** A file of this kind cannot be read: a name that it may hold is not called unknown. */
  incomplete(kind: SpecKind): void;
  isIncomplete(kind: SpecKind): boolean;
  /**
   * Throws a UsageError (`spec-invalid`) with all problems, if there are any, in the order of files
   * and lines. What several uses of a template or an anchor repeat is told once.
   */
  throwIfAny(): void;
}

export function collectProblems(): Problems {
  const found: Found[] = [];
  const unread = new Set<SpecKind>();
  return {
    add: (problem) => void found.push(problem),
    incomplete: (kind) => void unread.add(kind),
    isIncomplete: (kind) => unread.has(kind),
    throwIfAny: () => {
      const told = found.filter(({ missingFrom }) => !missingFrom || !unread.has(missingFrom));
      if (told.length > 0) throw new UsageError("spec-invalid", merged(told).sort(byPlace));
    },
  };
}

/** The same problems with the place that a template was applied at. */
export function withAppliedAt(problems: Problems, appliedAt: FilePosition | undefined): Problems {
  if (!appliedAt) return problems;
  return { ...problems, add: (problem) => problems.add({ ...problem, appliedAt }) };
}

function merged(found: readonly Found[]): Problem[] {
  const groups = new Map<string, Found[]>();
  for (const problem of found) {
    const key = JSON.stringify([problem.message, problem.at, problem.hint]);
    groups.set(key, [...(groups.get(key) ?? []), problem]);
  }
  return [...groups.values()].flatMap((group) => {
    const [first] = group;
    if (!first) return [];
    const { message, at, hint } = first;
    const places = group.flatMap(({ appliedAt }) => appliedAt ?? []).map(shown);
    const applied = places.length > 0 ? `applied at ${[...new Set(places)].join(", ")}` : undefined;
    const hints = [hint, applied].filter((part) => part !== undefined).join("; ");
    return [{ message, ...(at ? { at } : {}), ...(hints ? { hint: hints } : {}) }];
  });
}

/** `file:line`, as hints name another place. */
export function shown({ file, line }: FilePosition): string {
  return line === undefined ? file : `${file}:${line}`;
}

function byPlace({ at: a }: Problem, { at: b }: Problem): number {
  if (a?.file !== b?.file) return (a?.file ?? "") < (b?.file ?? "") ? -1 : 1;
  return (a?.line ?? 0) - (b?.line ?? 0) || (a?.column ?? 0) - (b?.column ?? 0);
}
