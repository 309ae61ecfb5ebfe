import type { Way } from "../../../model/service.ts";
import type { BytesSpec } from "../../../model/value.ts";
import { wordsOf } from "../call.ts";

/** Where a place is: in which of the folders, and by which name. */
export interface Spot {
  readonly folder: number;
  readonly name: string;
}

/**
 * A call about places, concrete. Of one that is `trusted` it was seen that a place with a plain name is read,
 * looked for or removed so.
 */
export type SpotCall =
  | (By & At & { readonly call: "write"; readonly content: BytesSpec })
  | (By & At & Trusted & { readonly call: "read" | "look" | "remove" })
  /** Reads all that is in a folder and below it. */
  | (By & Trusted & { readonly call: "whole"; readonly folder: number });

interface By {
  /** Of those that the target offers. */
  readonly way: number;
  readonly by: string;
  readonly statements: readonly string[];
}

interface At {
  /** The place, as calls name it. */
  readonly of: string;
  readonly spot: Spot;
}

interface Trusted {
  readonly trusted: boolean;
}

/** Who makes a call, by its name and what it shows. */
export function byWay(way: number, { name, statements }: Pick<Way, "name" | "statements">): By {
  return { way, by: name, statements };
}

/** Which place a call names. */
export function at(spot: Spot): At {
  return { of: `${JSON.stringify(spot.name)} ${FOLDERS[spot.folder] ?? "elsewhere"}`, spot };
}

const FOLDERS = ["in the folder", "in the folder beside it"];

/** A call in the words of a report: `UploadDocument of "a+b" in the folder with 601 bytes (seed 3)`. */
export function describeCall(call: SpotCall): string {
  switch (call.call) {
    case "write":
      return `${call.by} of ${call.of} with ${wordsOf(call.content)}`;
    case "whole":
      return `${call.by} of all ${FOLDERS[call.folder] ?? "elsewhere"}`;
    default:
      return `${call.by} of ${call.of}`;
  }
}
