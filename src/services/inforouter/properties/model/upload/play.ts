import type { CaseState } from "../../../../../run/case/case-state.ts";
import type { UploadWorld } from "./world.ts";

/** A sequence in play: the model, and the case that it is about. */
export interface UploadPlay {
  readonly world: UploadWorld;
  readonly state: CaseState;
}
