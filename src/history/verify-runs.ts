import { UsageError } from "../model/errors.ts";
import type { AllowedSigner } from "../sign/allowed-signers.ts";
import { signatureWords } from "../sign/signature-words.ts";
import { keptFiles, shelvedRun } from "./kept-runs.ts";
import type { Shelf } from "./shelf.ts";
import { signatureOf } from "./signature-of.ts";

/** What is to say of a file of a history. */
export interface RunFinding {
  readonly file: string;
  readonly says: string;
  /** It was changed, or is not signed as was asked for. */
  readonly isWrong: boolean;
}

/**
 * Whether each row of a shelf is as it was written, and who signed it.
 *
 * @param signers who may have signed: with them a row that none of them signed is wrong; without them only one
 * whose signature is not of it
 * @param now epoch milliseconds
 * @throws UsageError (`history-empty`) where there is no row
 */
export function verifyRuns(
  shelf: Shelf,
  signers: readonly AllowedSigner[] | undefined,
  now: number,
): readonly RunFinding[] {
  return keptFiles(shelf).map((file): RunFinding => {
    try {
      const state = signatureOf(shelvedRun(shelf, file), signers, now);
      const isWrong = signers ? state?.kind !== "good" : state?.kind === "bad";
      return { file, isWrong, says: `is as it was written, and ${signatureWords(state)}` };
    } catch (error) {
      if (!(error instanceof UsageError)) throw error;
      const [problem] = error.problems;
      return { file, isWrong: true, says: problem?.message ?? error.message };
    }
  });
}
