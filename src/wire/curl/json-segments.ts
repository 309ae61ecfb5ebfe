import type { JsonValue } from "../../model/value.ts";
import { wellFormed } from "../encode/percent.ts";
import { isPayload } from "../encode/value-text.ts";
import type { CurlSegment } from "./curl-step.ts";

/**
 * JSON as it is written in a body, payloads by their recipe.
 *
 * @param standsFor what stands for a value of it, or in the place of its text; undefined for the value itself
 */
export function jsonSegments(
  value: JsonValue,
  standsFor: (
    value: JsonValue,
    path: readonly string[],
  ) => readonly CurlSegment[] | undefined = () => undefined,
  path: readonly string[] = [],
): readonly CurlSegment[] {
  const inside = (inner: JsonValue, name: string): readonly CurlSegment[] =>
    jsonSegments(inner, standsFor, [...path, name]);
  if (isPayload(value)) return ['"', value, '"'];
  if (Array.isArray(value)) {
    const items = value.map((item: JsonValue, index) => inside(item, String(index)));
    return ["[", ...separated(items), "]"];
  }
  if (typeof value === "object" && value !== null) {
    const members = Object.entries(value).map(([name, inner]) => [
      `${JSON.stringify(name)}:`,
      ...inside(inner, name),
    ]);
    return ["{", ...separated(members), "}"];
  }
  const parts = standsFor(value, path);
  if (typeof value === "string") return jsonString(parts ?? [value]);
  return parts ?? [JSON.stringify(value)];
}

/** Parts of a text as a JSON string. */
export function jsonString(parts: readonly CurlSegment[]): readonly CurlSegment[] {
  return ['"', ...parts.map(inString), '"'];
}

function inString(segment: CurlSegment): CurlSegment {
  if (typeof segment === "string") return JSON.stringify(wellFormed(segment)).slice(1, -1);
  return "isText" in segment ? { ...segment, into: "json" } : segment;
}

function separated(items: readonly (readonly CurlSegment[])[]): readonly CurlSegment[] {
  return items.flatMap((item, index) => (index === 0 ? item : [",", ...item]));
}
