import type { CaseState } from "../../run/case-state.ts";

/**
 * Notes the GUID that a create answered under a name. False, with a mismatch, when there is none, or
 * when it is that of a handler before it.
 */
export function issueHandle(name: string, call: string, state: CaseState): boolean {
  const guid = digitsOf(state, name);
  const before = Array.from({ length: Number(name.slice(1)) }, (_, index) => `${name[0]}${index}`);
  const twin = before.find((other) => digitsOf(state, other) === guid);
  if (guid !== "" && twin === undefined) return true;
  state.mismatches.push({
    expected: `${call}: a handler of its own, which no other call was answered (CUH-01, CUH-07)`,
    actual: guid === "" ? "an answer that names no handler" : `the handler of ${twin} again`,
    step: state.trace.length,
  });
  return false;
}

/** A GUID in any of its forms and letter cases, without what the forms differ in. */
function digitsOf({ scope }: CaseState, name: string): string {
  return String(scope.get(name) ?? "")
    .toLowerCase()
    .replace(/[^0-9a-f]/g, "");
}
