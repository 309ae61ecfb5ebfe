import type { Binding } from "../../model/binding.ts";
import type { Rule } from "../../model/rule.ts";
import type { InfoRouterTarget, ServiceName, Target } from "../../model/target.ts";
import type { Facility } from "../../rules/compile/facilities.ts";
import { firstLacking, whyNotApplicable, whyNotOffered } from "./applicability.ts";
import { whyOneAccount } from "./one-account.ts";
import type { OpenTarget } from "./open-target.ts";
import { tryKey } from "./try-key.ts";
import { whyDocumentUnreadable } from "./unreadable-document.ts";
import { whyFolderUnwritable } from "./unwritable-folder.ts";

/** Settings of a service that name something which is not there, by what rules need of them; why, in words. */
type Broken<Needed extends Facility> = Partial<Readonly<Record<Needed, string>>>;

/** The broken settings of each service of a target. */
export interface BrokenSettings {
  readonly inforouter?: Broken<"stranger" | "readable-document" | "writable-folder">;
  readonly apidatatools?: Broken<"owner" | "stranger">;
}

/**
 * Tries the settings that rules need and that only the server can tell wrong: what they name is no fault
 * of the server.
 *
 * @param target the open one, as it is known to offer operations
 * @param rules those of services that can be reached
 */
export async function brokenSettings(
  open: OpenTarget,
  target: Target,
  rules: readonly Rule[],
): Promise<BrokenSettings> {
  const of = (service: ServiceName): readonly Rule[] =>
    rules.filter((rule) => rule.service === service);
  return {
    inforouter: await brokenInfoRouter(open, target, of("inforouter")),
    apidatatools: await brokenKeys(open, target, of("apidatatools")),
  };
}

async function brokenInfoRouter(
  open: OpenTarget,
  target: Target,
  rules: readonly Rule[],
): Promise<NonNullable<BrokenSettings["inforouter"]>> {
  const needing = (facility: Facility): Rule | undefined =>
    rules.find(({ needs, needsAny }) => [...needs, ...needsAny.flat(2)].includes(facility));
  const unreadable = needing("readable-document") && (await whyDocumentUnreadable(open, target));
  const writer = needing("writable-folder");
  const unwritable = writer && (await whyFolderUnwritable(open, target, writer));
  // Sequences and generated tickets have a stranger where there is one, and do not need it.
  const same = rules.length > 0 ? await whyOneAccount(open, target) : undefined;
  return {
    ...(same === undefined ? {} : { stranger: same }),
    ...(unreadable === undefined ? {} : { "readable-document": unreadable }),
    ...(unwritable === undefined ? {} : { "writable-folder": unwritable }),
  };
}

async function brokenKeys(
  open: OpenTarget,
  target: Target,
  [rule]: readonly Rule[],
): Promise<NonNullable<BrokenSettings["apidatatools"]>> {
  const why = async (user: "owner" | "stranger"): Promise<Broken<typeof user>> => {
    const trial = rule && (await tryKey(user, open, target, rule));
    return trial?.kind === "refused" && trial.isSure ? { [user]: trial.why } : {};
  };
  return { ...(await why("owner")), ...(await why("stranger")) };
}

/** The target as if it did not declare what is broken: what can do without does. */
export function withoutBroken(target: Target, broken: BrokenSettings): Target {
  const { inforouter, apidatatools } = target.services;
  return {
    ...target,
    services: {
      ...(inforouter && { inforouter: soundInfoRouter(inforouter, broken.inforouter ?? {}) }),
      ...(apidatatools && {
        apidatatools: { ...apidatatools, keys: without(apidatatools.keys, broken.apidatatools) },
      }),
    },
  };
}

function soundInfoRouter(
  service: InfoRouterTarget,
  broken: NonNullable<BrokenSettings["inforouter"]>,
): InfoRouterTarget {
  const { stranger, "readable-document": readable, "writable-folder": writable } = broken;
  return {
    ...service,
    users: without(service.users, { stranger }),
    documents: without(service.documents, { readable }),
    folders: without(service.folders, { writable }),
  };
}

/** Settings without those that something is said of. */
function without<T extends object>(
  settings: T,
  broken: Readonly<Record<string, string | undefined>> = {},
): Partial<T> {
  return Object.fromEntries(
    Object.entries(settings).filter(([name]) => broken[name] === undefined),
  ) as Partial<T>;
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
  for (const [facility, reason] of Object.entries(broken[service] ?? {})) {
    if ([...needs, ...closed.flat(2)].includes(facility)) return reason;
  }
  return undefined;
}
