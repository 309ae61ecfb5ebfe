import type { Range } from "./boundary-mixed.ts";

/**
 * "The server enforces a minimum of 262,144 bytes (256 KB) and a maximum of 33,554,432 bytes
 * (32 MB)" (CUH-09, CUH-10, CUH-11).
 */
export const CHUNK_SIZE: Range = { min: 262_144, max: 33_554_432 };

/** "PreferedChunkSize | int": a 32-bit integer of .NET (CUH-16). */
export const INT32: Range = { min: -(2 ** 31), max: 2 ** 31 - 1 };
