import type { Way } from "../../model/service.ts";
import type { BytesSpec } from "../../model/value.ts";

/** What names the one place of a sequence. */
export const PLACE = "the place";

/** A call about a place, concrete: one of its ways, with all that it takes. */
export type PlaceCall =
  | (By & { readonly call: "write"; readonly content: BytesSpec })
  /** Reads what was written last. */
  | (By & { readonly call: "read"; readonly orVersion?: number })
  /** Reads what is kept under a number. */
  | (By & { readonly call: "version"; readonly number: number; readonly isAny: boolean });

interface By {
  readonly of: typeof PLACE;
  /** Of those that the target offers; for a version there is one. */
  readonly way: number;
  readonly name: string;
  readonly statements: readonly string[];
}

/** Who makes a call, by its name and what it shows. */
export function by(way: number, { name, statements }: Pick<Way, "name" | "statements">): By {
  return { of: PLACE, way, name, statements };
}

/** A call in the words of a report: `UploadDocument of 2000 bytes (seed 1)`. */
export function describeCall(call: PlaceCall): string {
  switch (call.call) {
    case "write":
      return `${call.name} of ${wordsOf(call.content)}`;
    case "read":
      return call.name;
    case "version":
      return `${call.name} of ${call.number}`;
    default:
      return call satisfies never;
  }
}

/** Contents in the words of a report: what tells them from others. */
export function wordsOf({ bytes: { size, seed, crc } }: BytesSpec): string {
  return `${size} bytes (seed ${seed}${crc === undefined ? "" : `, CRC-32 ${crc}`})`;
}
