import { UsageError } from "../../model/errors.ts";
import type { SourceDocument } from "../../schema/document.ts";
import { parseYamlDocument } from "../../schema/yaml-document.ts";
import type { Problems } from "./collect-problems.ts";
import { BUILT_IN_GRAMMAR, type Grammar } from "./grammar.ts";
import type { SpecFile } from "./spec-file.ts";
import { kindOf, type SpecKind } from "./spec-kind.ts";

export type ParsedSpecs = Readonly<Record<SpecKind, readonly SourceDocument[]>>;

/** Files that were found to be sound, by their path: those that are still the same are not read again. */
export type SoundFiles = Map<
  string,
  { readonly text: string; readonly kind: SpecKind; readonly document: SourceDocument }
>;

/**
 * Parses every file and checks it against the grammar of its kind. A file with problems is left out,
 * so that what is built on the others can go on and find more.
 *
 * @param sound what an earlier call with the same grammar left there; this one adds to it
 */
export function parseSpecs(
  files: readonly SpecFile[],
  problems: Problems,
  grammar: Grammar = BUILT_IN_GRAMMAR,
  sound: SoundFiles = new Map(),
): ParsedSpecs {
  const parsed: Record<SpecKind, SourceDocument[]> = {
    service: [],
    shared: [],
    statements: [],
    faults: [],
    rules: [],
  };
  for (const file of files) {
    const before = sound.get(file.path);
    if (before?.text === file.text) {
      parsed[before.kind].push(before.document);
      continue;
    }
    const document = parse(file, problems);
    if (!document) continue;
    const kind = kindOf(Object.keys(Object(document.value)));
    const found = grammar.files[kind](document);
    for (const problem of found) problems.add(problem);
    if (found.length > 0) {
      problems.incomplete(kind);
      continue;
    }
    parsed[kind].push(document);
    sound.set(file.path, { text: file.text, kind, document });
  }
  return parsed;
}

const TOP_LEVEL_KEY = /^["']?([A-Za-z]+)["']?:/gm;

function parse({ path, text }: SpecFile, problems: Problems): SourceDocument | undefined {
  try {
    return parseYamlDocument(path, text);
  } catch (error) {
    if (!(error instanceof UsageError)) throw error;
    for (const problem of error.problems) problems.add(problem);
    problems.incomplete(kindOf([...text.matchAll(TOP_LEVEL_KEY)].map(([, key]) => key ?? "")));
    return undefined;
  }
}
