/** Plain data as JSON and YAML know it: what rule files hold and what reports carry. */
export type JsonValue =
  | string
  | number
  | boolean
  | null
  | readonly JsonValue[]
  | { readonly [key: string]: JsonValue };

/**
 * A payload by description, never by content: `size` bytes that tell, by their seed, what transfer, storage
 * and parsing make of them (`payloadBytes`). A shell can make them again.
 */
export interface BytesSpec {
  readonly bytes: {
    readonly size: number;
    readonly seed: number;
    /** What they look like, where it is not `binary` (`PAYLOAD_PATTERNS`). */
    readonly pattern?: string;
    /** The CRC-32 that the last four bytes give them, hexadecimal. */
    readonly crc?: string;
    /** Only those from this place on: what is left to send of them. */
    readonly from?: number;
    /** They are the one file of this name in a zip archive, and the archive is the payload. */
    readonly zipped?: string;
  };
}

/** Who makes a call: one of the target's users, or the state that the ticket or key is in. */
export type Principal =
  | "owner"
  | "stranger"
  | "ended"
  | "unknown"
  | "empty"
  | "missing"
  /** Nearly the owner's: one more character, one less, or letters in the other case. */
  | "owner-longer"
  | "owner-shorter"
  | "owner-recased"
  | "owner-prefixed"
  | { readonly literal: string };
