import { createHash } from "node:crypto";
import { join } from "node:path";
import { makeFolder } from "../../config/files/make-folder.ts";
import { watchSharedFolder } from "../../config/files/shared-folder.ts";
import { writeWhole } from "../../config/files/write-whole.ts";
import { canonicalJson } from "../../judge/report/canonical-json.ts";
import { UsageError } from "../../model/errors.ts";
import type { Failure } from "../../model/failure.ts";
import type { Rule } from "../../model/rule.ts";
import type { JsonValue } from "../../model/value.ts";
import { isObject } from "../../schema/schema-object.ts";

type Inputs = Readonly<Record<string, JsonValue>>;

/** A failing case that was found once: enough to try it again, on any target. */
interface KnownCase {
  readonly rule: string;
  /** Of the rule's cases, where the file tells: inputs of another version of a rule say nothing about it. */
  readonly made?: string;
  readonly binding: string;
  readonly inputs: Inputs;
  /** The id of the failure: the same for whatever fails alike. */
  readonly cause?: string;
}

/** Failing cases on the disk, one file each, so that a crash loses none and later runs try them first. */
export interface Corpus {
  /**
   * The inputs that are known to fail a rule, which were not given for this target and binding before: those of
   * this binding first, then those that failed the rule over others. What other processes wrote meanwhile is among them.
   */
  inputsFor(unit: Readonly<{ target: string; rule: Rule; binding: string }>): readonly Inputs[];
  /** Writes a failure when it is found; the same cause twice is one file, with the inputs that showed it first. */
  add(rule: Rule, failure: Failure): void;
  /** What became of it so far. */
  counts(): CorpusCounts;
}

export interface CorpusCounts {
  /** Cases that were written. */
  readonly kept: number;
  /** Cases that came from other processes since it was opened. */
  readonly come: number;
  /** Cases that were tried: each on every target, and over every binding of its rule. */
  readonly tried: number;
  /** Files that hold no case. */
  readonly passedOver: number;
}

/** So long a look at the folder is good for, in milliseconds. */
const LOOK_MS = 1000;
/** A case has far less; one that was kept with its exchanges had megabytes. */
const MOST_BYTES = 4 * 1024 * 1024;
const MOST_FILES = 20_000;
/** No input nests this deep. */
const MOST_DEPTH = 100;
/** Of the digest that is a file's name: 64 bits are enough to tell cases apart. */
const NAME_CHARS = 16;
const ENDING = ".json";

/**
 * The corpus of a folder, `.assay/corpus` by custom. Several processes may have the same one, on several machines:
 * a file is named by what it holds, is there whole or not at all, and is never changed, so that nothing has to be locked. What
 * is no case is passed over.
 *
 * @param tell is told of each file that is passed over, once
 * @throws UsageError (`corpus-unusable`) where there can be no such folder
 */
export function openCorpus(
  folder: string,
  tell: (message: string) => void = () => undefined,
): Corpus {
  const counts = { kept: 0, come: 0, tried: 0, passedOver: 0 };
  const shared = watchSharedFolder(folder, {
    ending: ENDING,
    mostBytes: MOST_BYTES,
    mostFiles: MOST_FILES,
  });
  const cases = new Map<string, KnownCase[]>();
  const given = new Map<string, number>();
  const told = new Set<string>();
  let lookedAt = 0;

  const learn = (known: KnownCase): void => {
    const own = cases.get(known.rule);
    if (own) own.push(known);
    else cases.set(known.rule, [known]);
  };
  const passOver = (name: string, problem: string): void => {
    if (told.has(name)) return;
    told.add(name);
    counts.passedOver++;
    tell(`${join(folder, name)} is passed over: ${problem}`);
  };
  const look = (): number => {
    lookedAt = performance.now();
    let come = 0;
    for (const file of shared.look()) {
      const known = "text" in file ? readCase(file.text) : file.problem;
      if (typeof known === "string") {
        if ("text" in file) shared.refuse(file.name);
        passOver(file.name, known);
      } else {
        come++;
        learn(known);
      }
    }
    return come;
  };
  try {
    makeFolder(folder);
    look();
  } catch (cause) {
    const message = `failures cannot be kept in "${folder}": ${(cause as Error).message}`;
    const hint = "take away what is in its place, or start in another folder";
    throw new UsageError("corpus-unusable", [{ message, hint }], { cause });
  }
  return {
    inputsFor({ target, rule, binding }) {
      if (performance.now() - lookedAt > LOOK_MS) counts.come += lookAgain(look, tell);
      const all = cases.get(rule.id) ?? [];
      const unit = JSON.stringify([target, rule.id, binding]);
      const news = all.slice(given.get(unit) ?? 0).filter(({ made }) => isOf(made, rule));
      given.set(unit, all.length);
      const own = news.filter((one) => one.binding === binding);
      const others = news.filter((one) => one.binding !== binding);
      // What failed over each binding is one case.
      const inputs = new Map(
        [...own, ...others].map((one) => [canonicalJson(one.inputs), one.inputs]),
      );
      counts.tried += inputs.size;
      return [...inputs.values()];
    },
    add(rule, failure) {
      const { binding, counterexample: inputs } = failure;
      const found = { rule: rule.id, made: digestOf(rule), binding, inputs };
      const name = `${sha256(found).slice(0, NAME_CHARS)}${ENDING}`;
      const known = cases.get(rule.id) ?? [];
      // One file for a cause: a server that fails in one way for any input would fill the disk.
      const isCause = known.some((one) => one.cause === failure.id && isOf(one.made, rule));
      if (isCause || isKnown(known, found)) return;
      const file = { ...found, failure: inWords(failure) };
      writeWhole(join(folder, name), `${JSON.stringify(file, null, 2)}\n`);
      shared.know(name);
      learn({ ...found, cause: failure.id });
      counts.kept++;
    },
    counts: () => counts,
  };
}

/** What a reader wants to know of it; the exchanges are in the report, and a hundred of them would be megabytes. */
function inWords({ id, statements, signature, expected, actual, step }: Failure): Partial<Failure> {
  return { id, statements, signature, expected, actual, step };
}

/** A folder that is away for a moment, as one of another machine may be, takes nothing from the campaign. */
function lookAgain(look: () => number, tell: (message: string) => void): number {
  try {
    return look();
  } catch (error) {
    tell(`what others found is not seen: ${(error as Error).message}`);
    return 0;
  }
}

function isKnown(cases: readonly KnownCase[] = [], found: KnownCase): boolean {
  const text = canonicalJson([found.made, found.binding, found.inputs]);
  return cases.some(({ made, binding, inputs }) => canonicalJson([made, binding, inputs]) === text);
}

/** What a case of a rule is made by: its inputs, and what is done with them. */
function digestOf({ forAll, forEach, steps, property }: Rule): string {
  return sha256({ forAll, forEach, steps, property }).slice(0, NAME_CHARS);
}

function isOf(made: string | undefined, rule: Rule): boolean {
  return made === undefined || made === digestOf(rule);
}

function sha256(value: object): string {
  return createHash("sha256").update(canonicalJson(value)).digest("hex");
}

/** What a file holds, or why it is of no use. */
function readCase(text: string): KnownCase | string {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    return "it is not JSON";
  }
  if (!isObject(value)) return "it is no case";
  const { rule, made, binding, inputs, failure } = value;
  const isCase =
    typeof rule === "string" &&
    typeof binding === "string" &&
    isObject(inputs) &&
    (made === undefined || typeof made === "string");
  if (!isCase) return "it is no case: it needs rule, binding and inputs";
  if (isDeep(inputs, MOST_DEPTH)) return `its inputs nest more than ${MOST_DEPTH} deep`;
  return {
    rule,
    binding,
    inputs: inputs as Inputs,
    ...(made === undefined ? {} : { made }),
    ...(isObject(failure) && typeof failure["id"] === "string" ? { cause: failure["id"] } : {}),
  };
}

function isDeep(value: unknown, depth: number): boolean {
  if (typeof value !== "object" || value === null) return false;
  return depth === 0 || Object.values(value).some((each) => isDeep(each, depth - 1));
}
