import type { Faults } from "../faults.ts";

export type JsonTextFault = "list-api-writes-quotes-plainly" | "api-json-length-counts-characters";

/** DUA-21: the text of an answer in JSON, all of it, and in a broken server what that sends. */
export function jsonText(value: object, faults: Faults<JsonTextFault>): string | Buffer {
  const text = JSON.stringify(value);
  if (faults.has("list-api-writes-quotes-plainly") && "uploads" in value) {
    return text.replaceAll('\\"', '"');
  }
  if (!faults.has("api-json-length-counts-characters")) return text;
  // As many bytes as it has characters: whoever reads so many reads no more.
  return Buffer.from(text).subarray(0, [...text].length);
}
