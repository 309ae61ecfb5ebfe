import type { Faults } from "../faults.ts";
import { TusRefusal } from "./tus-refusal.ts";

export interface Pair {
  readonly key: string;
  /** Base64, perhaps empty. */
  readonly value: string;
}

const BASE64 = /^(?:[A-Za-z0-9+/]{4})*(?:[A-Za-z0-9+/]{2}==|[A-Za-z0-9+/]{3}=)?$/;

/**
 * The pairs of Upload-Metadata, TUS-51 to TUS-58. Refuses with 400 what has another form, a value that is
 * no base64, and a key that stands there twice.
 */
export function readMetadata(
  text: string,
  faults?: Faults<"tus-metadata-takes-key-twice" | "tus-metadata-key-twice-is-500">,
): readonly Pair[] {
  const pairs = text.split(",").map((part): Pair => {
    const [key = "", value = "", ...rest] = part.trim().split(" ");
    const isGood = /^[!-+\--~]+$/.test(key) && rest.length === 0 && BASE64.test(value);
    if (!isGood) throw new TusRefusal(400, "Upload-Metadata cannot be read.");
    return { key, value };
  });
  // TUS-56
  if (faults?.has("tus-metadata-takes-key-twice")) return pairs;
  if (new Set(pairs.map(({ key }) => key)).size < pairs.length) {
    if (faults?.has("tus-metadata-key-twice-is-500")) throw new TusRefusal(500, "Duplicate entry");
    throw new TusRefusal(400, "A key stands in Upload-Metadata twice.");
  }
  return pairs;
}

export function writeMetadata(pairs: readonly Pair[]): string {
  return pairs.map(({ key, value }) => (value === "" ? key : `${key} ${value}`)).join(",");
}

/** A value as text; undefined where the key is not there, or has none. */
export function textIn(metadata: string | undefined, key: string): string | undefined {
  const pairs = metadata?.split(",").map((pair) => pair.trim().split(" ")) ?? [];
  const value = pairs.find(([one]) => one === key)?.[1];
  return value === undefined ? undefined : Buffer.from(value, "base64").toString("utf8");
}
