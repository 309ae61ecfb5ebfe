import { execFileSync } from "node:child_process";
import { mkdtempSync, readFileSync } from "node:fs";
import { rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { onTestFinished } from "vitest";

export interface Certificate {
  /** PEM texts, and the files that hold them. */
  readonly cert: string;
  readonly key: string;
  readonly files: { readonly cert: string; readonly key: string };
}

/** A certificate for 127.0.0.1 that nobody else vouches for. */
export function selfSigned(name = "localhost"): Certificate {
  const folder = mkdtempSync(join(tmpdir(), "assay-certificate-"));
  onTestFinished(() => rm(folder, { recursive: true }));
  const files = { cert: join(folder, "cert.pem"), key: join(folder, "key.pem") };
  const names = ["-subj", `/CN=${name}`, "-addext", "subjectAltName=IP:127.0.0.1"];
  const kind = [
    "-newkey",
    "ec",
    "-pkeyopt",
    "ec_paramgen_curve:prime256v1",
    "-nodes",
    "-days",
    "2",
  ];
  const made = ["-keyout", files.key, "-out", files.cert];
  execFileSync("openssl", ["req", "-x509", ...kind, ...made, ...names], { stdio: "ignore" });
  const read = (file: string): string => readFileSync(file, "utf8");
  return { cert: read(files.cert), key: read(files.key), files };
}
