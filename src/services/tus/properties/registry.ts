import type { Property } from "../../../run/case/property.ts";
import { creationRace } from "./race-creations.ts";
import { deleteRace, patchRace } from "./upload-races.ts";
import { deleteSequence, kindsSequence, uploadSequence } from "./upload-sequences.ts";

/** What only uploads of tus can have judged. */
export const TUS_PROPERTIES: readonly Property[] = [
  uploadSequence,
  deleteSequence,
  kindsSequence,
  patchRace,
  deleteRace,
  creationRace,
];
