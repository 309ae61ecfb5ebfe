import { execFileSync, spawnSync } from "node:child_process";
import { readFileSync } from "node:fs";
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";

/** Whether OpenSSH's ssh-keygen is on this machine, and can sign (8.2 and later). */
export const HAS_SSH_KEYGEN = /-Y sign/.test(
  spawnSync("ssh-keygen", ["--help"]).stderr?.toString(),
);

/** A pair of keys of ssh-keygen's in a folder of its own, with a file that allows it to sign. */
export interface SshKeys {
  readonly folder: string;
  /** The path of the private key; `.pub` of it is the public one. */
  readonly key: string;
  /** The path of a file in which `kim@example.org` has the key. */
  readonly signers: string;
  remove(): Promise<void>;
}

/** Makes a pair of keys of a kind: `["-t", "ed25519"]`. Whoever makes it removes it. */
export async function sshKeys(kind: readonly string[], passphrase = ""): Promise<SshKeys> {
  const folder = await mkdtemp(join(tmpdir(), "assay-keys-"));
  const key = join(folder, "key");
  execFileSync("ssh-keygen", ["-q", ...kind, "-N", passphrase, "-C", "a key", "-f", key]);
  const signers = join(folder, "allowed_signers");
  await writeFile(signers, `kim@example.org ${readFileSync(`${key}.pub`, "utf8")}`);
  return { folder, key, signers, remove: () => rm(folder, { recursive: true, force: true }) };
}

/** What `ssh-keygen -Y verify` says of a signature of a text. */
export async function verifiedBySsh(
  { folder, signers }: SshKeys,
  text: string,
  signature: string,
): Promise<{ readonly code: number | null; readonly says: string }> {
  const file = join(folder, "signature");
  await writeFile(file, signature);
  const who = ["-f", signers, "-I", "kim@example.org", "-n", "assay-report", "-s", file];
  const ended = spawnSync("ssh-keygen", ["-Y", "verify", ...who], { input: text });
  return { code: ended.status, says: `${ended.stdout}${ended.stderr}` };
}

/** The signature that `ssh-keygen -Y sign` makes of a text. */
export function signedBySsh({ key }: SshKeys, text: string, namespace = "assay-report"): string {
  const args = ["-Y", "sign", "-f", key, "-n", namespace];
  return spawnSync("ssh-keygen", args, { input: text }).stdout.toString();
}
