import type { Binding } from "../../model/binding.ts";
import type { Rule } from "../../model/rule.ts";
import type { Target } from "../../model/target.ts";
import { isNotOffered } from "./lacks.ts";

/** Why a rule does not apply to a target over a binding, in one sentence; undefined when it does. */
export function whyNotApplicable(
  rule: Rule,
  target: Target,
  bindings: readonly Binding[],
): string | undefined {
  const service = target.services[rule.service];
  if (!service) return `the target does not offer the service ${rule.service}`;
  const offered: readonly Binding[] = bindingsOf(rule.service, target);
  const lacking = bindings.filter((binding) => !offered.includes(binding));
  if (lacking.length > 0) return `the target does not offer ${lacking.join(", ")}`;
  if (target.safety === "read-only" && rule.effect === "creates") {
    return "the safety of the target is read-only, and the rule creates something";
  }
  if (rule.tags.includes("hostile") && target.safety !== "full") {
    return "the safety of the target is not full, and the rule sends hostile input";
  }
  // First what is absent: no further field of the target would make up for it.
  const isAbsent = (need: string): boolean => service.operations.absent.includes(need);
  const needs = [...rule.needs.filter(isAbsent), ...rule.needs.filter((one) => !isAbsent(one))];
  for (const need of needs) {
    const lacking = whatLacks(need, rule.service, target);
    if (lacking) return `the target ${lacking}`;
  }
  for (const ways of rule.needsAny) {
    const lacking = ways.map((needs) => firstLacking(needs, rule.service, target));
    if (lacking.every((one) => one !== undefined)) {
      return `the target ${[...new Set(lacking)].join("; it ")}`;
    }
  }
  return undefined;
}

/** What keeps a target from offering all of some needs, continuing "the target …"; undefined when nothing. */
export function firstLacking(
  needs: readonly string[],
  service: Rule["service"],
  target: Target,
): string | undefined {
  for (const need of needs) {
    if (isNotOffered(target, service, need)) return `does not offer ${need}`;
    const lacking = whatLacks(need, service, target);
    if (lacking) return lacking;
  }
  return undefined;
}

/** As the target itself declares. */
function whatLacks(need: string, service: Rule["service"], target: Target): string | undefined {
  if (target.services[service]?.operations.absent.includes(need)) return `does not offer ${need}`;
  const missing = facilitiesOf(target, service)[need];
  return missing === undefined ? undefined : `declares no ${missing}`;
}

/**
 * Which operation that a rule needs was found not to be offered, though it is not declared absent: then
 * nothing can be said. Undefined when there is none, or where there is another way.
 */
export function whyNotOffered(
  { needs, needsAny, service }: Rule,
  target: Target,
): string | undefined {
  const notOffered = (all: readonly string[]): string | undefined =>
    all.find((need) => isNotOffered(target, service, need));
  const closed = needsAny.filter((ways) =>
    ways.every((way) => firstLacking(way, service, target) !== undefined),
  );
  const missing = notOffered(needs) ?? notOffered(closed.flat(2));
  return missing === undefined ? undefined : `${missing} is not offered`;
}

/** The bindings that a target offers for a service. */
export function bindingsOf(service: Rule["service"], target: Target): readonly Binding[] {
  return service === "inforouter" ? (target.services.inforouter?.bindings ?? []) : ["rest"];
}

/** What a target does not declare, of all that rules can need; in the words of {@link whyNotApplicable}. */
export function whatIsMissing(target: Target): readonly string[] {
  const { inforouter, apidatatools } = target.services;
  const ofService = {
    inforouter: [
      "owner",
      "stranger",
      "credentials",
      "readable-document",
      "writable-folder",
      "staging-probe",
    ],
    apidatatools: ["owner", "stranger", "object-probe", "create-upload", "list-uploads"],
  };
  return ([inforouter && "inforouter", apidatatools && "apidatatools"] as const).flatMap((name) => {
    if (!name) return [];
    const facilities = facilitiesOf(target, name);
    return ofService[name].flatMap((facility) => {
      const missing = facilities[facility];
      return missing ? [`${name}: no ${missing}`] : [];
    });
  });
}

/** Facilities that rules need and the target lacks, with what would declare them. */
function facilitiesOf(
  target: Target,
  service: Rule["service"],
): Readonly<Record<string, string | undefined>> {
  const { inforouter, apidatatools } = target.services;
  const owner = inforouter?.users.owner;
  const [first, stranger, field] =
    service === "inforouter"
      ? [owner, inforouter?.users.stranger, "users"]
      : [apidatatools?.keys.owner, apidatatools?.keys.stranger, "keys"];
  return {
    owner: first ? undefined : `owner (${field}.owner)`,
    stranger: stranger ? undefined : `stranger (a second user, or its key: ${field}.stranger)`,
    credentials:
      owner && "uid" in owner ? undefined : "owner with uid and pwd, only a ticket (users.owner)",
    "readable-document": inforouter?.documents.readable
      ? undefined
      : "document to download (documents.readable)",
    "writable-folder": inforouter?.folders.writable
      ? undefined
      : "folder to write into (folders.writable)",
    "staging-probe": inforouter?.probes.stagingDir
      ? undefined
      : "staging directory to look into (probes.stagingDir)",
    "object-probe":
      apidatatools?.probes.objectDir || apidatatools?.probes.s3
        ? undefined
        : "object store to look into (probes.objectDir or probes.s3)",
    "create-upload": apidatatools?.createUpload
      ? undefined
      : "way to create an upload (createUpload)",
    "list-uploads": apidatatools?.listUploads ? undefined : "way to list uploads (listUploads)",
  };
}
