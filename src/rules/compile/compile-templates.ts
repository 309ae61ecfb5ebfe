import type { JsonValue } from "../../model/value.ts";
import type { SourceDocument } from "../../schema/document.ts";
import { uniqueNames } from "../check/unique-names.ts";
import { unknownName } from "../check/unknown-name.ts";
import type { Problems } from "../source/collect-problems.ts";
import { stringsIn } from "../source/strings-in.ts";
import { placeholdersIn } from "./fill-template.ts";

/** Rules with holes, `${name}`, that an operation's file fills with `uses`. */
export interface Template {
  readonly name: string;
  readonly arguments: readonly string[];
  readonly rules: readonly JsonValue[];
  /** Arguments that stand inside a longer text or a key, and so must be texts themselves. */
  readonly texts: ReadonlySet<string>;
  readonly document: SourceDocument;
}

interface SharedSource {
  readonly service: string;
  readonly templates: Readonly<
    Record<string, { readonly arguments: readonly string[]; readonly rules: readonly JsonValue[] }>
  >;
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
      const { texts, filled } = checkHoles(name, source, document, problems);
      const rules = filled ? source.rules : [];
      return { service, name, at, value: { name, ...source, rules, texts, document } };
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

/** The arguments that must be texts, and whether every hole has an argument. */
function checkHoles(
  name: string,
  source: SharedSource["templates"][string],
  document: SourceDocument,
  problems: Problems,
): { readonly texts: ReadonlySet<string>; readonly filled: boolean } {
  const holes = stringsIn(source.rules, ["templates", name, "rules"]).flatMap(
    ({ text, path, part }) => placeholdersIn(text, part).map((hole) => ({ ...hole, path, part })),
  );
  for (const hole of holes) {
    if (source.arguments.includes(hole.name)) continue;
    const at = document.positionOf(hole.path, hole.part);
    problems.add(unknownName("argument", hole.name, source.arguments, at));
  }
  source.arguments.forEach((argument, index) => {
    if (holes.some((hole) => hole.name === argument)) return;
    const at = document.positionOf(["templates", name, "arguments", index]);
    const message = `the argument "${argument}" of template "${name}" is never used`;
    problems.add({ message, at, hint: `take it out, or use it as \${${argument}}` });
  });
  return {
    texts: new Set(holes.filter(({ asText }) => asText).map((hole) => hole.name)),
    filled: holes.every((hole) => source.arguments.includes(hole.name)),
  };
}
