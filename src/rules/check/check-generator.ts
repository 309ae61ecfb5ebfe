import type { JsonValue, Principal } from "../../model/value.ts";
import type { DocumentPath, SourceDocument } from "../../schema/document.ts";
import { compileSchema } from "../../schema/validate.ts";
import { generatorCall } from "../compile/generator-call.ts";
import type { Problems } from "../source/collect-problems.ts";
import { PRINCIPAL_NAMES } from "./principal-names.ts";
import { unknownName } from "./unknown-name.ts";
import { within } from "./within.ts";

type Options = Readonly<Record<string, JsonValue>>;

/** What the compiler must know of a generator. */
export interface GeneratorInfo {
  /** JSON Schema of its options; absent: it takes none. */
  readonly options?: object;
  /** Present when it can stand in a table. */
  readonly table?: unknown;
  /** Throws a RangeError for options that do not fit together. */
  readonly arbitrary?: (options: Options, environment: Environment) => unknown;
}

interface Environment {
  readonly principals: readonly Extract<Principal, string>[];
}

/** Where a rule names a generator: `forAll` or `forEach`, and the input. */
export interface GeneratorPlace {
  readonly field: "forAll" | "forEach";
  readonly input: string;
  readonly place: SourceDocument;
}

/** Is there such a generator, does it take these options, and can it be a table where one is asked for? */
export function checkGenerator(
  source: JsonValue,
  { field, input, place }: GeneratorPlace,
  known: ReadonlyMap<string, GeneratorInfo>,
  problems: Problems,
): void {
  const { generator, options } = generatorCall(source);
  const path: DocumentPath = [field, input];
  const at = place.positionOf(typeof source === "string" ? path : [...path, "generator"]);
  const info = known.get(generator);
  if (!info) {
    problems.add(unknownName("generator", generator, known.keys(), at));
    return;
  }
  if (field === "forEach" && !info.table) {
    const hint = "use it in forAll, or list the values";
    problems.add({ message: `generator "${generator}" has no table of values`, at, hint });
  }
  const wrong = checkOfOptions(info)(within(place, [field], { [input]: options }));
  for (const problem of wrong) problems.add(problem);
  if (wrong.length > 0) return;
  try {
    info.arbitrary?.(options, EVERY_STATE);
  } catch (error) {
    const why = error instanceof Error ? error.message : String(error);
    problems.add({ message: `generator "${generator}": ${why}`, at });
  }
}

const EVERY_STATE: Environment = {
  principals: PRINCIPAL_NAMES.filter((name) => name !== "owner-again") as Environment["principals"],
};

const compiled = new WeakMap<GeneratorInfo, ReturnType<typeof compileSchema>>();

/** A check of `{ input: options }`, made once for each generator. */
function checkOfOptions(info: GeneratorInfo): ReturnType<typeof compileSchema> {
  const options = info.options ?? { type: "object", additionalProperties: false };
  const check =
    compiled.get(info) ?? compileSchema({ type: "object", additionalProperties: { ...options } });
  compiled.set(info, check);
  return check;
}
