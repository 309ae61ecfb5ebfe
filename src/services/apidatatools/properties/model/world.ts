import type { CaseState } from "../../../../run/case/case-state.ts";
import type { Key } from "./command.ts";

/** An upload as the model knows it. */
export interface KnownUpload {
  /** The name that steps know its id by: `u0`. */
  readonly name: string;
  readonly owner: Key;
  isDeleted: boolean;
  /** Statements that are broken if it is gone: what was done since it was made. */
  readonly suspects: Set<string>;
}

/** What the model knows while a sequence goes on, and the case that it is about. */
export interface UploadApiPlay {
  readonly uploads: KnownUpload[];
  /** Calls that had to be refused: what accepts everything must not hold. */
  refusals: number;
  readonly state: CaseState;
}
