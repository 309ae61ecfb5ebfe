import type { BytesSpec, JsonValue } from "../../src/model/value.ts";
import { count } from "./count.ts";
import { truncate } from "./truncate.ts";
import { visible } from "./visible.ts";

/** Longer strings are cut; the whole value is in report.json. */
const MAX_LENGTH = 200;

/**
 * One generated value on one line: strings in quotes, so that `"1"` and `1`, and `""` and nothing are
 * told apart; payloads by size, as they were generated; secrets (`‹ticket:owner›`) as they are.
 */
export function formatValue(value: JsonValue, maxLength = MAX_LENGTH): string {
  if (typeof value === "string") return truncated(value, maxLength);
  if (isBytes(value)) {
    const { size, seed, pattern, crc, from, zipped } = value.bytes;
    const more = [
      ...(pattern === undefined ? [] : [pattern]),
      ...(crc === undefined ? [] : [`CRC-32 ${crc}`]),
      ...(from === undefined ? [] : [`from ${from}`]),
      ...(zipped === undefined ? [] : ["zipped"]),
    ];
    return `${count(size, "byte")} (${[`seed ${seed}`, ...more].join(", ")})`;
  }
  return visible(truncate(JSON.stringify(value), maxLength));
}

function truncated(text: string, maxLength: number): string {
  if (text.length <= maxLength) return visible(JSON.stringify(text));
  const note = truncate(text, maxLength);
  const end = note.lastIndexOf("…");
  return `${visible(JSON.stringify(note.slice(0, end)))}${note.slice(end)}`;
}

function isBytes(value: JsonValue): value is BytesSpec & JsonValue {
  if (typeof value !== "object" || value === null || !("bytes" in value)) return false;
  const { bytes } = value;
  return (
    typeof bytes === "object" &&
    bytes !== null &&
    "size" in bytes &&
    "seed" in bytes &&
    typeof bytes.size === "number" &&
    typeof bytes.seed === "number"
  );
}
