import { Ajv2020 } from "ajv/dist/2020.js";
import type { FilePosition } from "../model/errors.ts";
import type { GeneratorCall } from "../model/rule.ts";
import type { Plain } from "../model/value.ts";
import type { Problems } from "./collect-problems.ts";
import { unknownName } from "./unknown-name.ts";

/** What the compiler must know of a generator: its options, and whether it can stand in a table. */
export interface GeneratorInfo {
  readonly options?: object;
  readonly table?: unknown;
}

/** `payload.size`, or `{ generator: payload.size, max: 10 }`. */
export function generatorCall(source: Plain): GeneratorCall {
  if (typeof source === "string") return { generator: source, options: {} };
  const { generator, ...options } = source as Readonly<Record<string, Plain>>;
  return { generator: String(generator), options };
}

/** Is there such a generator, does it take these options, and can it be a table where one is asked for? */
export function checkGenerator(
  call: GeneratorCall,
  known: ReadonlyMap<string, GeneratorInfo>,
  table: boolean,
  at: FilePosition,
  problems: Problems,
): void {
  const info = known.get(call.generator);
  if (!info) {
    problems.add(unknownName("generator", call.generator, [...known.keys()], at));
    return;
  }
  if (table && !info.table) {
    problems.add({
      message: `generator "${call.generator}" has no table of values`,
      at,
      hint: "use it in forAll, or list the values",
    });
  }
  const names = Object.keys(call.options);
  if (!info.options && names.length > 0) {
    problems.add({ message: `generator "${call.generator}" takes no options`, at });
  }
  if (info.options) {
    const ajv = new Ajv2020({ strict: false, allErrors: true });
    if (!ajv.validate(info.options, call.options)) {
      const said = ajv.errorsText(ajv.errors, { dataVar: "options" });
      problems.add({ message: `generator "${call.generator}": ${said}`, at });
    }
  }
}
