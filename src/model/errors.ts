/** Where in a file something is wrong. Lines and columns count from 1. */
export interface FilePosition {
  readonly file: string;
  readonly line?: number;
  readonly column?: number;
}

/** One thing that is wrong with what the user gave: what, where, what was found, what to do. */
export interface Problem {
  readonly message: string;
  readonly at?: FilePosition;
  readonly hint?: string;
}

/**
 * What the user gave cannot be used: a flag, a file, a name. The command prints every problem and
 * exits with 2. Not for anything that a server does, and not for the tool's own bugs.
 */
export class UsageError extends Error {
  override readonly name = "UsageError";
  readonly code: string;
  readonly problems: readonly Problem[];

  /** @param code stable, for programs: `spec-invalid`, `target-unknown`, ... */
  constructor(code: string, problems: readonly Problem[], options?: { cause?: unknown }) {
    super(problems.map(formatProblem).join("\n"), options);
    this.code = code;
    this.problems = problems;
  }
}

/**
 * A target that cannot be used: its server does not come up, or gives nobody a session. What could not be judged
 * for that makes a result incomplete; its message holds no secret.
 */
export class TargetError extends Error {}

/** `file:line:column: message` and, on a line of its own, what to do. */
export function formatProblem(problem: Problem): string {
  const { at } = problem;
  const place = at
    ? `${[at.file, at.line, at.column].filter((part) => part !== undefined).join(":")}: `
    : "";
  return `${place}${problem.message}${problem.hint ? `\n  ${problem.hint}` : ""}`;
}
