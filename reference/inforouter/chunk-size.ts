/** CUH-10, GDH-01: bytes, 256 KB. */
export const MIN_CHUNK_SIZE = 262_144;

/** CUH-11, GDH-01: bytes, 32 MB. */
export const MAX_CHUNK_SIZE = 33_554_432;

export interface ChunkSizeLimits {
  readonly minimum: number;
  readonly maximum: number;
  /** What 0 gives. */
  readonly standard: number;
  /** What a negative size gives. */
  readonly negative: "minimum" | "default";
}

/** The size that the server works with, given the one that the client prefers. */
export function negotiateChunkSize(asked: number, limits: ChunkSizeLimits): number {
  // CUH-13: 0 selects the default
  if (asked === 0) return limits.standard;
  // CUH-14: a negative size counts as none, or as one below the range
  if (asked < 0 && limits.negative === "default") return limits.standard;
  // CUH-10: below the range it is raised to the minimum
  // CUH-11: above the range it is lowered to the maximum
  // CUH-09: inside the range it is accepted as asked
  return Math.min(Math.max(asked, limits.minimum), limits.maximum);
}
