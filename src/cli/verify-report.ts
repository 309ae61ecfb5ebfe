import { readExportedRules } from "../config/files/read-exported-rules.ts";
import { readSpecs } from "../config/files/read-specs.ts";
import { toolDigest } from "../config/files/tool-digest.ts";
import { digestOfReport } from "../judge/report/seal-report.ts";
import { digestOf } from "../rules/source/digest.ts";
import { signatureWords } from "../sign/signature-words.ts";
import type { WrittenReport } from "./read-report.ts";
import type { SignedReport } from "./sign-report.ts";

interface Finding {
  readonly what: "report" | "rules" | "tool" | "signature";
  readonly says: string;
  /** Whether the report may not be relied on because of it. */
  readonly wrong: boolean;
}

/** Columns for what a finding is about. */
const WIDTH = 8;

/**
 * What `assay report --verify` says, a line for each digest and for the signature, and whether all is well.
 * Wrong is a report that was changed or has no digest, exported rules that are not those of the report, and
 * a signature that is not of the report, or by none of the allowed signers where they are given. That this
 * installation has other rules or other code is worth knowing and no fault of the report.
 */
export function verifyReport(
  report: WrittenReport,
  options: {
    readonly specs?: readonly string[];
    readonly rules?: string;
    readonly signed?: SignedReport;
  },
): { readonly lines: readonly string[]; readonly verified: boolean } {
  const signature = options.signed ? ofSignature(options.signed) : [];
  const findings = [ofContent(report), ofRules(report, options), ofTool(report), ...signature];
  const width = Math.max(WIDTH, ...findings.map(({ what }) => what.length + 1));
  return {
    lines: findings.map(
      ({ what, says, wrong }) => `${wrong ? "✘" : "✔"} ${what.padEnd(width)}${says}`,
    ),
    verified: findings.every(({ wrong }) => !wrong),
  };
}

function ofContent(report: WrittenReport): Finding {
  const digest = digestOfReport(report);
  if (report.digest === undefined) {
    return { what: "report", says: "has no digest: it cannot be verified", wrong: true };
  }
  return report.digest === digest
    ? { what: "report", says: `is as it was written, ${digest}`, wrong: false }
    : {
        what: "report",
        says: `was changed: its digest is ${report.digest}, its content has ${digest}`,
        wrong: true,
      };
}

/** Nothing of one that is not there, where nobody asks for it. */
function ofSignature({ state, isAskedFor }: SignedReport): readonly Finding[] {
  if (!state && !isAskedFor) return [];
  const wrong = isAskedFor ? state?.kind !== "good" : state?.kind === "bad";
  return [{ what: "signature", says: signatureWords(state), wrong }];
}

function ofRules(
  { specs }: WrittenReport,
  options: { readonly specs?: readonly string[]; readonly rules?: string },
): Finding {
  const { rules: folder } = options;
  const files = folder ? readExportedRules(folder) : readSpecs(options.specs ?? [], process.cwd());
  const digest = digestOf(files);
  const whose = folder === undefined ? "of this installation" : `in ${folder}`;
  return digest === specs.digest
    ? { what: "rules", says: `are those ${whose}, ${digest}`, wrong: false }
    : {
        what: "rules",
        says: `differ from those ${whose}: ${specs.digest}, not ${digest}`,
        wrong: folder !== undefined,
      };
}

function ofTool({ tool }: WrittenReport): Finding {
  const digest = toolDigest();
  const named = `assay ${tool.version}`;
  if (tool.digest === undefined) {
    return { what: "tool", says: `is ${named}, without a digest`, wrong: false };
  }
  return tool.digest === digest
    ? { what: "tool", says: `is this installation, ${named}, ${digest}`, wrong: false }
    : {
        what: "tool",
        says: `is ${named}, ${tool.digest}, another than this installation`,
        wrong: false,
      };
}
