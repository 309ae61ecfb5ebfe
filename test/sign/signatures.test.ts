import { readFileSync } from "node:fs";
import { appendFile, writeFile } from "node:fs/promises";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { readAllowedSigners } from "../../src/sign/allowed-signers.ts";
import { checkSignature } from "../../src/sign/check-signature.ts";
import { signingKey } from "../../src/sign/signing-key.ts";
import { HAS_SSH_KEYGEN, type SshKeys, signedBySsh, sshKeys, verifiedBySsh } from "./ssh-keys.ts";

const TEXT = '{ "what": "is signed", "as": "‹ticket:owner›" }\n';
const NOW = Date.UTC(2026, 10, 30);

describe.skipIf(!HAS_SSH_KEYGEN).each([
  ["ed25519", ["-t", "ed25519"]],
  ["rsa", ["-t", "rsa", "-b", "2048"]],
  ["ecdsa 256", ["-t", "ecdsa", "-b", "256"]],
  ["ecdsa 384", ["-t", "ecdsa", "-b", "384"]],
  ["ecdsa 521", ["-t", "ecdsa", "-b", "521"]],
  ["rsa as PEM", ["-t", "rsa", "-b", "2048", "-m", "PEM"]],
  ["ecdsa as PKCS #8", ["-t", "ecdsa", "-m", "PKCS8"]],
] as const)("a key of %s", (name, kind) => {
  let keys: SshKeys;
  beforeAll(async () => {
    keys = await sshKeys(kind);
  });
  afterAll(() => keys.remove());

  test("signs what ssh-keygen finds good, and not of another text", async () => {
    const signature = signingKey(keys.key, {})(TEXT);
    const good = await verifiedBySsh(keys, TEXT, signature);
    expect(good.says).toMatch(/^Good "assay-report" signature for kim@example\.org/);
    expect(good.code).toBe(0);
    expect((await verifiedBySsh(keys, `${TEXT} `, signature)).code).not.toBe(0);
  });

  test("is known again in what ssh-keygen signs", () => {
    const state = checkSignature(
      { text: TEXT, signature: signedBySsh(keys, TEXT) },
      readAllowedSigners(keys.signers),
      NOW,
    );
    expect(state).toMatchObject({ kind: "good", by: "kim@example.org" });
  });

  // The numbers of an ECDSA signature are shorter now and then: one of 256 is, and in a curve of 521 bits half.
  test("signs so every time", () => {
    const sign = signingKey(keys.key, {});
    const signers = readAllowedSigners(keys.signers);
    const most = name.endsWith("256") ? 600 : name.endsWith("521") ? 40 : 5;
    for (let n = 0; n < most; n++) {
      const text = `${TEXT}${n}`;
      expect(checkSignature({ text, signature: sign(text) }, signers, NOW).kind).toBe("good");
    }
  });
});

describe.skipIf(!HAS_SSH_KEYGEN)("a signature", () => {
  let keys: SshKeys;
  let others: SshKeys;
  beforeAll(async () => {
    keys = await sshKeys(["-t", "ed25519"]);
    others = await sshKeys(["-t", "ed25519"]);
  });
  afterAll(async () => {
    await keys.remove();
    await others.remove();
  });

  const signed = (text = TEXT): string => signingKey(keys.key, {})(text);
  const state = (signature: string, path = keys.signers, now = NOW) =>
    checkSignature({ text: TEXT, signature }, readAllowedSigners(path), now);

  test("of another text is bad, and so is one with a byte changed", () => {
    expect(state(signed("another text"))).toEqual({
      kind: "bad",
      because: "it is not of this content: one of them was changed",
    });
    const lines = signed().split("\n");
    const last = lines.at(-3) ?? "";
    const changed = last.startsWith("A") ? `B${last.slice(1)}` : `A${last.slice(1)}`;
    expect(state([...lines.slice(0, -3), changed, ...lines.slice(-2)].join("\n")).kind).toBe("bad");
  });

  test("for another purpose is bad", () => {
    expect(state(signedBySsh(keys, TEXT, "git"))).toEqual({
      kind: "bad",
      because: 'it was made for "git", not for "assay-report"',
    });
  });

  test.each([
    ["nothing", ""],
    ["text", "not a signature"],
    ["an empty block", "-----BEGIN SSH SIGNATURE-----\n-----END SSH SIGNATURE-----\n"],
    [
      "a block of something else",
      `-----BEGIN SSH SIGNATURE-----\n${Buffer.from("SSHSIG\0\0\0\x01\xff\xff\xff\xff").toString("base64")}\n-----END SSH SIGNATURE-----\n`,
    ],
  ])("that is %s is bad", (_, signature) => {
    expect(state(signature)).toMatchObject({
      kind: "bad",
      because: expect.stringMatching(/^it is no signature of OpenSSH: /),
    });
  });

  test("by a key that nobody has is not good", () => {
    expect(state(signed(), others.signers)).toMatchObject({
      kind: "unknown",
      because: "no allowed signer has this key",
    });
    const own = checkSignature({ text: TEXT, signature: signed() }, undefined, NOW);
    expect(own).toMatchObject({ kind: "unknown", key: expect.stringMatching(/^SHA256:.{43}$/) });
  });

  test.each([
    ["for this purpose", 'namespaces="git,assay-*"', "good"],
    ["for another purpose", 'namespaces="git"', "unknown"],
    ["from a time that has come", 'valid-after="20261129Z"', "good"],
    ["from a time that has not come", 'valid-after="20261201Z"', "unknown"],
    ["up to a time that has not come", 'valid-before="202611300001Z"', "good"],
    ["up to a time that is over", 'valid-before="20261130000000Z"', "unknown"],
    ["as an authority of certificates", "cert-authority", "unknown"],
  ])("is as good as its key is allowed %s", async (_, options, kind) => {
    const path = `${keys.folder}/some`;
    const key = readFileSync(`${keys.key}.pub`, "utf8");
    await writeFile(path, `# who\n\nkim@example.org,"release team" ${options} ${key}`);
    await appendFile(path, readFileSync(others.signers));
    expect(state(signed(), path).kind).toBe(kind);
  });
});

describe.skipIf(!HAS_SSH_KEYGEN)("an encrypted key", () => {
  test("signs with its passphrase, and says which variable it has to be in", async () => {
    const keys = await sshKeys(["-t", "ed25519", "-a", "1"], "open sesame");
    try {
      const sign = signingKey(keys.key, { ASSAY_KEY_PASSPHRASE: "open sesame" });
      expect((await verifiedBySsh(keys, TEXT, sign(TEXT))).code).toBe(0);
      expect(() => signingKey(keys.key, {})).toThrow(/is encrypted\n.*set ASSAY_KEY_PASSPHRASE/);
      const wrong = { ASSAY_KEY_PASSPHRASE: "guess" };
      expect(() => signingKey(keys.key, wrong)).toThrow(/cannot be decrypted with/);
      expect(() => signingKey(`${keys.key}.pub`, {})).toThrow(/is a public key\n.*private one/);
    } finally {
      await keys.remove();
    }
  });
});
