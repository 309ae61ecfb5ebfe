import { existsSync, rmSync } from "node:fs";
import { basename, dirname } from "node:path";
import { readText } from "../config/files/read-text.ts";
import { writeFolder } from "../config/files/write-folder.ts";
import { digestOfReport } from "../judge/report/seal-report.ts";
import { UsageError } from "../model/errors.ts";
import { readAllowedSigners } from "../sign/allowed-signers.ts";
import { checkSignature, type SignatureState } from "../sign/check-signature.ts";
import { type Sign, signingKey } from "../sign/signing-key.ts";
import type { WrittenReport } from "./read-report.ts";

/** What ssh-keygen puts behind the name of what it signs. */
const ENDING = ".sig";

/** The signature beside a report. */
export interface SignedReport {
  /** Undefined where there is none. */
  readonly state: SignatureState | undefined;
  /** Somebody named those who may have signed. */
  readonly isAskedFor: boolean;
}

/** What signs the reports of a command whose `--sign` names a key: it is read before anything is sent. */
export function signerOf(keyPath: string | undefined): Sign | undefined {
  return keyPath === undefined ? undefined : signingKey(keyPath, process.env);
}

/**
 * Signs the file of a report, as it lies there.
 *
 * @returns the path of the signature
 * @throws UsageError `report-changed` for a report that is not as it was written; or `out-unwritable`
 */
export function signReport(path: string, written: WrittenReport, sign: Sign): string {
  if (written.digest !== digestOfReport(written)) {
    const message = "the report is not as its run wrote it, and is not signed";
    const hint = `assay report ${path} --verify says what is wrong`;
    throw new UsageError("report-changed", [{ message, at: { file: path }, hint }]);
  }
  return signFile(path, sign);
}

/**
 * Signs a file that was just written.
 *
 * @returns the path of the signature
 * @throws UsageError `out-unwritable`
 */
export function signFile(path: string, sign: Sign): string {
  const signature = sign(readText(path));
  writeFolder(dirname(path), { [`${basename(path)}${ENDING}`]: signature });
  return `${path}${ENDING}`;
}

/** Removes the signature of a report that was there before another is written in its place. */
export function removeSignature(path: string): void {
  rmSync(`${path}${ENDING}`, { force: true });
}

/**
 * What the signature beside a report is worth.
 *
 * @param signersPath who may have signed; undefined: nobody asks
 * @param now epoch milliseconds
 * @throws UsageError (`signers-invalid`)
 */
export function signedReport(
  path: string,
  signersPath: string | undefined,
  now: number,
): SignedReport {
  const signers = signersPath === undefined ? undefined : readAllowedSigners(signersPath);
  const isAskedFor = signers !== undefined;
  const file = `${path}${ENDING}`;
  if (!existsSync(file)) return { state: undefined, isAskedFor };
  const [text, signature] = [readText(path), readText(file)];
  return { state: checkSignature({ text, signature }, signers, now), isAskedFor };
}
