import { createHash, type Hash } from "node:crypto";
import type { SeenMessage } from "./seen-exchange.ts";

/** Takes a body piece by piece. */
export interface BodyKeeper {
  add(bytes: Buffer): void;
  whole(): Pick<SeenMessage, "body" | "size" | "sha256">;
}

/** Keeps a body up to so many bytes; of a longer one only its size and digest. */
export function keepBody(most: number): BodyKeeper {
  let pieces: Buffer[] = [];
  let size = 0;
  let hash: Hash | undefined;
  return {
    add: (bytes) => {
      size += bytes.length;
      if (size > most && !hash) {
        hash = createHash("sha256");
        for (const piece of pieces) hash.update(piece);
        pieces = [];
      }
      if (hash) hash.update(bytes);
      else pieces.push(bytes);
    },
    whole: () =>
      hash
        ? { body: undefined, size, sha256: hash.digest("hex") }
        : { body: Buffer.concat(pieces), size },
  };
}
