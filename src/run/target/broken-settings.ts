import type { Binding } from "../../model/binding.ts";
import type { Rule } from "../../model/rule.ts";
import type { Target } from "../../model/target.ts";
import type { Facility } from "../../rules/compile/facilities.ts";
import { firstLacking, whyNotApplicable, whyNotOffered } from "./applicability.ts";
import type { OpenTarget } from "./open-target.ts";
import { whyDocumentUnreadable } from "./unreadable-document.ts";
import { whyFolderUnwritable } from "./unwritable-folder.ts";

/** Settings of a target that name something which is not there, by what rules need of them; why, in words. */
export type BrokenSettings = Partial<
  Readonly<Record<Facility & ("readable-document" | "writable-folder"), string>>
>;

/**
 * Tries the settings that rules need and that only the server can tell wrong: what they name is no fault
 * of the server.
 *
 * @param target the open one, as it is known to offer operations
 */
export async function brokenSettings(
  open: OpenTarget,
  target: Target,
  rules: readonly Rule[],
): Promise<BrokenSettings> {
  const needing = (facility: Facility): Rule | undefined =>
    rules.find(({ needs, needsAny }) => [...needs, ...needsAny.flat(2)].includes(facility));
  const unreadable = needing("readable-document") && (await whyDocumentUnreadable(open, target));
  const writer = needing("writable-folder");
  const unwritable = writer && (await whyFolderUnwritable(open, target, writer));
  return {
    ...(unreadable === undefined ? {} : { "readable-document": unreadable }),
    ...(unwritable === undefined ? {} : { "writable-folder": unwritable }),
  };
}

/** The target as if it did not declare what is broken: what can do without does. */
export function withoutBroken(target: Target, broken: BrokenSettings): Target {
  const { inforouter } = target.services;
  if (!inforouter || Object.keys(broken).length === 0) return target;
  const { readable } = inforouter.documents;
  const { writable } = inforouter.folders;
  const documents = broken["readable-document"] || readable === undefined ? {} : { readable };
  const folders = broken["writable-folder"] || writable === undefined ? {} : { writable };
  return {
    ...target,
    services: { ...target.services, inforouter: { ...inforouter, documents, folders } },
  };
}

/**
 * Why nothing can be said of a rule that needs what is broken; undefined where it does not, and where it
 * would not have been judged without that.
 *
 * @param target as it is declared and known to offer operations
 */
export function whyBroken(
  rule: Rule,
  bindings: readonly Binding[],
  target: Target,
  broken: BrokenSettings,
): string | undefined {
  const reason = brokenNeed(rule, target, broken);
  if (reason === undefined) return undefined;
  const isLeftOut = whyNotApplicable(rule, target, bindings) ?? whyNotOffered(rule, target);
  return isLeftOut === undefined ? reason : undefined;
}

function brokenNeed(
  { needs, needsAny, service }: Rule,
  target: Target,
  broken: BrokenSettings,
): string | undefined {
  const whole = withoutBroken(target, broken);
  const closed = needsAny.filter((ways) =>
    ways.every((way) => firstLacking(way, service, whole) !== undefined),
  );
  for (const [facility, reason] of Object.entries(broken)) {
    if ([...needs, ...closed.flat(2)].includes(facility)) return reason;
  }
  return undefined;
}
