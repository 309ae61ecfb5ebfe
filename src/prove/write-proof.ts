import { join } from "node:path";
import { writeWhole } from "../config/files/write-whole.ts";
import type { Proof } from "./proof.ts";
import { renderProof } from "./render-proof.ts";

/** Writes the proof as JSON and as Markdown; gives the paths. */
export function writeProof(proof: Proof, out: string): readonly string[] {
  const files = [
    { path: join(out, "proof.json"), text: `${JSON.stringify(proof, null, 2)}\n` },
    { path: join(out, "proof.md"), text: renderProof(proof) },
  ];
  for (const { path, text } of files) writeWhole(path, text);
  return files.map(({ path }) => path);
}
