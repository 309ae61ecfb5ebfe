import type { CaseState } from "../../run/case/case-state.ts";
import { recordJudgement } from "../../run/case/record-judgement.ts";
import type { JudgedCall } from "./judge-outcome.ts";
import { withStatements } from "./with-statements.ts";

/** The statements that say that a create answers a handler, and that it is no other's. */
export interface IssueStatements {
  readonly answers: readonly string[];
  readonly unique: readonly string[];
}

/**
 * Notes the GUID that a create answered under a name. False, with a mismatch, when there is none, or
 * when it is that of a handler before it.
 */
export function issueHandle(
  name: string,
  { call, words }: JudgedCall,
  { answers, unique }: IssueStatements,
  state: CaseState,
): boolean {
  const guid = digitsOf(state, name);
  const before = Array.from({ length: Number(name.slice(1)) }, (_, index) => `${name[0]}${index}`);
  const twin = before.find((other) => digitsOf(state, other) === guid);
  const judged = (
    statements: readonly string[],
    wrong?: { readonly actual: string; readonly kind: string },
  ): boolean => {
    const said = `${words}: a handler of its own, which no other call was answered`;
    const expected = withStatements(said, statements);
    return recordJudgement(
      { statements, mismatches: wrong ? [{ expected, ...wrong }] : [] },
      state,
    );
  };
  if (guid === "") {
    const kind = `expected ${call} to answer a handler, got none`;
    return judged(answers, { actual: "an answer that names no handler", kind });
  }
  judged(answers);
  if (before.length === 0) return true;
  const kind = `expected ${call} to answer a handler of its own, got another one's`;
  return judged(
    unique,
    twin === undefined ? undefined : { actual: `the handler of ${twin} again`, kind },
  );
}

/** A GUID in any of its forms and letter cases, without what the forms differ in. */
function digitsOf({ scope }: CaseState, name: string): string {
  return String(scope.get(name) ?? "")
    .toLowerCase()
    .replace(/[^0-9a-f]/g, "");
}
