import type { AnswerSelector, Invariant } from "../../model/rule.ts";
import type { InvariantSource, SelectorSource } from "../source/rule-source.ts";

/** An invariant with lists wherever one or several may be written. */
export function compileInvariant({ when, except, then }: InvariantSource): Invariant {
  return { when: selectorsOf(when), except: selectorsOf(except), then };
}

/** Selectors as written, one or a list of them. */
export function selectorsOf(
  source: SelectorSource | readonly SelectorSource[] | undefined,
): readonly AnswerSelector[] {
  return listOf(source).map(({ operation, binding, method, status, answer, expected }) => ({
    ...(operation === undefined ? {} : { operation: listOf(operation) }),
    ...(binding === undefined ? {} : { binding: listOf(binding) }),
    ...(method === undefined ? {} : { method: listOf(method) }),
    ...(status === undefined ? {} : { status: listOf(status) }),
    ...(answer === undefined ? {} : { answer }),
    ...(expected === undefined ? {} : { expected }),
  }));
}

function listOf<T>(one: T | readonly T[] | undefined): readonly T[] {
  if (one === undefined) return [];
  return Array.isArray(one) ? one : [one as T];
}
