import type { Expected, Grounds } from "../expected.ts";
import type { UploadHandle } from "./world.ts";

/** What says that a handler which is over takes nothing any more. */
export const ENDED = {
  deleted: { breaks: ["DUH-01", "DUH-17"], what: "a deleted handler to take nothing any more" },
  finalized: { breaks: ["DUH-15"], what: "a finalized handler to take nothing any more" },
} as const;

/**
 * What is expected of a handler that goes on: what others did to it since it was last seen to work, or
 * to other handlers, must not have harmed it. Where it was harmed, that is what is wrong.
 */
export function goesOn(
  { suspects }: UploadHandle,
  { also = [], ...grounds }: Grounds,
  expecting: (grounds: Grounds) => Expected,
): Expected {
  const held = expecting({ ...grounds, also: [...also, ...suspects] });
  if (suspects.size === 0) return held;
  return {
    ...held,
    breaks: [...suspects],
    also: [...held.also, ...grounds.breaks],
    what: "a handler that nobody ended to go on working",
  };
}
