import { createSecureContext } from "node:tls";
import type { FilePosition, Problem } from "../../model/errors.ts";
import type { Target } from "../../model/target.ts";
import type { DocumentPath } from "../../schema/document.ts";
import { readText } from "../files/read-text.ts";

const FILES = ["ca", "cert", "key"] as const;

/** What is wrong with the files of a target's certificates. */
export function checkTls(
  { name, tls }: Target,
  positionOf: (path: DocumentPath) => FilePosition,
): readonly Problem[] {
  const problem = (field: string, message: string, hint: string): Problem => ({
    message: `target "${name}", tls.${field}${message}`,
    at: positionOf(["tls", field]),
    hint,
  });
  const unreadable = FILES.flatMap((field) => {
    const file = tls[field];
    return file === undefined || contentOf(file) !== undefined
      ? []
      : [problem(field, `: cannot read ${file}`, "the path starts at the folder of this file")];
  });
  if (unreadable.length > 0) return unreadable;
  const { cert, key } = tls;
  if (cert === undefined && key === undefined) return [];
  if (key === undefined) {
    const hint = "name the file of its private key: it may be the same file";
    return [problem("cert", " stands without tls.key", hint)];
  }
  if (cert === undefined) return [problem("key", " stands without tls.cert", "name both files")];
  try {
    createSecureContext({ cert: contentOf(cert), key: contentOf(key) });
    return [];
  } catch (error) {
    const words = error instanceof Error ? error.message : String(error);
    const hint = "both are PEM: a certificate, and its private key without a passphrase";
    return [problem("key", `: the certificate cannot be used with it (${words})`, hint)];
  }
}

function contentOf(file: string): string | undefined {
  try {
    return readText(file);
  } catch {
    return undefined;
  }
}
