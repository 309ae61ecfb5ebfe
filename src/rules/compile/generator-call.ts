import type { GeneratorCall } from "../../model/rule.ts";
import type { JsonValue } from "../../model/value.ts";

/** `payload.size`, or `{ generator: payload.size, max: 10 }`. */
export function generatorCall(source: JsonValue): GeneratorCall {
  if (typeof source === "string") return { generator: source, options: {} };
  const { generator, ...options } = source as Readonly<Record<string, JsonValue>>;
  return { generator: String(generator), options };
}
