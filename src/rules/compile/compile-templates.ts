import type { JsonValue } from "../../model/value.ts";
import type { DocumentPath, SourceDocument } from "../../schema/document.ts";
import { uniqueNames } from "../check/unique-names.ts";
import { unknownName } from "../check/unknown-name.ts";
import type { Problems } from "../source/collect-problems.ts";
import { stringsIn } from "../source/strings-in.ts";
import { placeholdersIn } from "./fill-template.ts";

/** Rules with holes, `${name}`, that an operation's file fills with `uses`. */
export interface Template {
  readonly name: string;
  readonly arguments: readonly string[];
  /** Of those arguments that need not be given. What the operation says may stand in them as a hole. */
  readonly defaults: Readonly<Record<string, JsonValue>>;
  readonly rules: readonly JsonValue[];
  /** The holes that rules and defaults have for what follows from the operation. */
  readonly derived: readonly string[];
  /** Arguments that stand inside a longer text or a key, and so must be texts themselves. */
  readonly texts: ReadonlySet<string>;
  readonly document: SourceDocument;
}

/** What follows from the operation: its name, and the name of its one parameter that is a GUID. */
const DERIVED_NAMES: readonly string[] = ["operation", "guid"];

interface TemplateSource {
  /** By name with their defaults, null where there is none; or the names alone. */
  readonly arguments?: readonly string[] | Readonly<Record<string, JsonValue>>;
  readonly rules: readonly JsonValue[];
}

interface SharedSource {
  readonly service: string;
  readonly templates: Readonly<Record<string, TemplateSource>>;
}

/** Templates by service and name. Arguments and holes that do not match are problems. */
export function compileTemplates(
  documents: readonly SourceDocument[],
  problems: Problems,
): ReadonlyMap<string, ReadonlyMap<string, Template>> {
  const all = documents.flatMap((document) => {
    // The grammar was checked before.
    const { service, templates } = document.value as SharedSource;
    return Object.entries(templates).map(([name, source]) => {
      const at = document.positionOf(["templates", name], "key");
      const value = compileTemplate(name, source, document, problems);
      return { service, name, at, value };
    });
  });
  const services = new Set(all.map(({ service }) => service));
  return new Map(
    [...services].map((service) => {
      const own = all.filter((entry) => entry.service === service);
      return [service, uniqueNames("template", own, problems)];
    }),
  );
}

function compileTemplate(
  name: string,
  source: TemplateSource,
  document: SourceDocument,
  problems: Problems,
): Template {
  const { arguments: declared = [], rules } = source;
  const path = ["templates", name];
  const args = isList(declared) ? declared : Object.keys(declared);
  const defaults = isList(declared) ? {} : withDefaults(declared);
  const holes = holesOf(rules, [...path, "rules"]);
  const inDefaults = holesOf(defaults, [...path, "arguments"]);
  const known = [...args, ...DERIVED_NAMES];
  const isFilled = [
    ...holes.map((hole) => isKnown(hole, known, document, problems)),
    ...inDefaults.map((hole) => isKnown(hole, DERIVED_NAMES, document, problems)),
  ].every(Boolean);
  const texts = new Set(holes.filter(({ asText }) => asText).map((hole) => hole.name));
  args.forEach((argument, index) => {
    const at = isList(declared)
      ? document.positionOf([...path, "arguments", index])
      : document.positionOf([...path, "arguments", argument], "key");
    if (!holes.some((hole) => hole.name === argument)) {
      const message = `the argument "${argument}" of template "${name}" is never used`;
      problems.add({ message, at, hint: `take it out, or use it as \${${argument}}` });
    }
    if (texts.has(argument) && typeof defaults[argument] === "object") {
      const message = `the argument "${argument}" is used inside a text of the template`;
      problems.add({ message, at, hint: "its default has to be a text or a number" });
    }
  });
  const used = [...holes, ...inDefaults].map((hole) => hole.name);
  const derived = DERIVED_NAMES.filter((one) => used.includes(one));
  return {
    name,
    arguments: args,
    defaults,
    rules: isFilled ? rules : [],
    derived,
    texts,
    document,
  };
}

interface Hole {
  readonly name: string;
  readonly asText: boolean;
  readonly path: DocumentPath;
  readonly part: "key" | "value";
}

function holesOf(value: unknown, path: DocumentPath): readonly Hole[] {
  return stringsIn(value, path).flatMap(({ text, path: at, part }) =>
    placeholdersIn(text, part).map((hole) => ({ ...hole, path: at, part })),
  );
}

function isKnown(
  { name, path, part }: Hole,
  known: readonly string[],
  document: SourceDocument,
  problems: Problems,
): boolean {
  if (known.includes(name)) return true;
  problems.add(unknownName("argument", name, known, document.positionOf(path, part)));
  return false;
}

function isList(declared: NonNullable<TemplateSource["arguments"]>): declared is readonly string[] {
  return Array.isArray(declared);
}

function withDefaults(
  declared: Readonly<Record<string, JsonValue>>,
): Readonly<Record<string, JsonValue>> {
  return Object.fromEntries(Object.entries(declared).filter(([, value]) => value !== null));
}
