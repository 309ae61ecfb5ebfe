import { evaluate, plain } from "../../judge/checks/evaluate.ts";
import type { Scope } from "../../judge/checks/scope.ts";
import type { CallStep } from "../../model/rule.ts";
import { textOf } from "../../model/text-of.ts";
import type { CaseState } from "./case-state.ts";
import { symbolic } from "./symbolic.ts";
import type { TraceEntry } from "./trace.ts";

const NOTHING = {};

/** What few steps say: another method, other names of parameters, another spelling. */
export function unusualParts(
  { method, rename, spelling }: Partial<CallStep>,
  scope: Scope,
): Pick<TraceEntry, "method" | "rename" | "spelling"> {
  if (method === undefined && rename === undefined && spelling === undefined) return NOTHING;
  return {
    ...(method === undefined ? {} : { method: textOf(evaluate(method, scope)) }),
    ...(rename === undefined
      ? {}
      : { rename: plain(rename, scope) as Readonly<Record<string, string>> }),
    ...(spelling === undefined ? {} : { spelling }),
  };
}

/**
 * Where few steps go and how over the wire, as a trace keeps it.
 *
 * @param place where it goes, in this case
 */
export function unusualWay(
  { at, transfer }: Partial<CallStep>,
  { scope, saved }: CaseState,
  place: string | undefined,
): Pick<TraceEntry, "at" | "transfer"> {
  if (at === undefined && transfer === undefined) return NOTHING;
  return {
    ...(at === undefined ? {} : { at: symbolic(at, scope, saved, place) }),
    ...(transfer === undefined ? {} : { transfer: symbolic(transfer, scope, saved) }),
  };
}
