import type { SampleCall, Way } from "../../../../model/service.ts";
import type { BytesSpec, JsonValue } from "../../../../model/value.ts";
import { numbered } from "../../../../properties/relation/numbered.ts";

/** One of several places of a case: what stands behind the case's new name, and in which folder of its own. */
export interface Spot {
  readonly name: string;
  readonly folder?: string;
}

/** The calls of a way: those that it needs, and the last one, which writes or reads. */
export interface WayCalls {
  readonly before: readonly SampleCall[];
  readonly call: SampleCall;
}

/**
 * A way to write or read, about another place than the one that the service file names.
 *
 * @param number what it saves has it behind its name, so that several may be under way
 */
export function callsAt(
  { name, calls }: Way,
  spot: Spot,
  number: number,
  content?: BytesSpec,
): WayCalls {
  const moved = calls.map(
    (call): SampleCall => ({
      ...call,
      with: Object.fromEntries(
        Object.entries(call.with).map(([key, value]) => [key, movedTo(spot, value, content)]),
      ),
    }),
  );
  const [call] = moved.slice(-1);
  if (!call) throw new Error(`the way ${name} has no calls`);
  const sample = { name, before: moved.slice(0, -1), call, outcome: "accepted" as const };
  return numbered(sample, number);
}

/** The path of a folder of a case. */
export function folderPath(folder: string): JsonValue {
  return { join: ["$newDocument", folder] };
}

function movedTo({ name, folder }: Spot, value: JsonValue, content?: BytesSpec): JsonValue {
  switch (value) {
    case "$newDocument":
      return { join: folder === undefined ? [value, name] : [value, folder, "/", name] };
    case "$newDocumentName":
      return folder === undefined ? { join: [value, name] } : name;
    case "$folders.writable":
      return folder === undefined ? value : folderPath(folder);
    case "$content":
      return content ? { bytes: { ...content.bytes } } : value;
    default:
      return value;
  }
}
