import type { Framework } from "./framework.ts";

/**
 * The textual forms of a GUID, by the letters that .NET gives them; further `urn:uuid:` and form D
 * (RFC 9562), and form N in braces.
 */
export type GuidForm = "D" | "N" | "B" | "P" | "X" | "URN" | "BN";

/** How texts become values and values become texts. */
export interface ValueStyle {
  /** DUH-21, DDH-20: which textual GUIDs count as valid, in any letter case. */
  readonly guidForms: readonly GuidForm[];
  /** Whether white space around a GUID is forgiven. */
  readonly trimsGuids: boolean;
  /** CUH-07: a handler or ticket as answers write it, given in form D and lower case. */
  readonly writeGuid: (guid: string) => string;
  /** CUH-16: the number of a text; undefined when it is no int. The bounds are held elsewhere. */
  readonly readInt: (text: string) => number | undefined;
  /** How long an int is. */
  readonly intBits: 32 | 64;
  readonly readBoolean: (text: string) => boolean | undefined;
  /** UFC-08: the number of a text; undefined when it is no CRC. */
  readonly readCrc: (text: string) => number | undefined;
  readonly writeCrc: (crc: number) => string;
  /** CUH-15: what an operation makes of an absent parameter: it refuses, or sees null, 0 or false. */
  readonly absent: "refused" | "null";
  /** What refuses values before the operation sees them. Absent: nothing does. */
  readonly framework?: Framework;
}
