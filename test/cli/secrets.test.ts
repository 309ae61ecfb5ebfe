import { readdir, readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { expect, test } from "vitest";
import { FORMATS } from "../../reporters/registry.ts";
import { assay, emptyFolder } from "./assay.ts";
import { SECRETS, telltaleServer } from "./telltale-server.ts";

/** How often a text may be encoded within an encoding, and be read all the same. */
const DEPTH = 3;

const XML_NAMES: Readonly<Record<string, string>> = {
  amp: "&",
  lt: "<",
  gt: ">",
  quot: '"',
  apos: "'",
};

/** Readers of single encodings, each of whole files; what is not encoded stays as it is. */
const READERS: readonly ((text: string) => string)[] = [
  (text) =>
    text.replace(/(?:%[0-9a-f]{2})+/gi, (run) =>
      Buffer.from(run.replaceAll("%", ""), "hex").toString(),
    ),
  (text) => text.replaceAll("+", " "),
  (text) =>
    text
      .replace(/&#x([0-9a-f]{1,6});/gi, (_, hex: string) => characterOf(Number.parseInt(hex, 16)))
      .replace(/&#(\d{1,7});/g, (_, digits: string) => characterOf(Number(digits)))
      .replace(/&(amp|lt|gt|quot|apos);/g, (_, name: string) => XML_NAMES[name] ?? ""),
  (text) =>
    text.replace(/\\(?:u([0-9a-f]{4})|(.))/gi, (_, hex?: string, one = "") =>
      hex === undefined
        ? ({ n: "\n", t: "\t", r: "\r" }[one as string] ?? one)
        : String.fromCharCode(Number.parseInt(hex, 16)),
    ),
  (text) =>
    (text.match(/[A-Za-z0-9+/_-]{12,}/g) ?? [])
      .flatMap((run) => [0, 1, 2, 3].map((at) => Buffer.from(run.slice(at), "base64").toString()))
      .join("\n"),
];

function characterOf(code: number): string {
  return code <= 0x10ffff ? String.fromCodePoint(code) : "";
}

/** The secrets that somebody who tries every encoding finds in the text. */
function found(text: string, secrets: readonly string[], depth = DEPTH): readonly string[] {
  const plain = text.toLowerCase();
  const dashless = plain.replaceAll("-", "");
  const here = secrets.filter((secret) => {
    const lower = secret.toLowerCase();
    return plain.includes(lower) || dashless.includes(lower.replaceAll("-", ""));
  });
  if (here.length > 0 || depth === 0) return here;
  return READERS.flatMap((read) => {
    const next = read(text);
    return next === text || next === "" ? [] : found(next, secrets, depth - 1);
  });
}

test("the search finds a secret in any encoding", () => {
  const secret = SECRETS.ownerPwd;
  const json = JSON.stringify(secret);
  for (const form of [
    secret,
    encodeURIComponent(secret),
    encodeURIComponent(encodeURIComponent(secret)),
    json,
    JSON.stringify(json),
    secret.replace(/[^a-z]/gi, (one) => `&#${one.codePointAt(0)};`),
    Buffer.from(`~${secret}~`).toString("base64"),
    encodeURIComponent(Buffer.from(`~~${secret}`).toString("base64")),
  ]) {
    expect(found(`x ${form} y`, [secret]), form).toEqual(expect.arrayContaining([secret]));
  }
  expect(found("nothing of that", [secret])).toEqual([]);
});

test("no password, ticket or key is in any file or on the terminal, in no encoding", async () => {
  const server = await telltaleServer();
  const cwd = await emptyFolder();
  const target = {
    services: {
      inforouter: {
        baseUrl: `${server.url}/srv.asmx`,
        users: {
          owner: { uid: "alice", pwd: SECRETS.ownerPwd },
          stranger: { uid: "bob", pwd: SECRETS.strangerPwd },
        },
        expiredTicket: server.expiredTicket,
        documents: { readable: "/Library/sample.bin" },
        folders: { writable: "/Library/inbox" },
      },
      apidatatools: {
        baseUrl: server.url,
        keys: { owner: SECRETS.ownerKey, stranger: SECRETS.strangerKey },
        createUpload: {
          method: "POST",
          path: "/upload-api",
          json: { filename: "a" },
          id: "/upload_id",
        },
      },
    },
  };
  await writeFile(join(cwd, "targets.json"), JSON.stringify({ targets: { telltale: target } }));
  const formats = [...Object.keys(FORMATS), "allure"].join(",");
  const rules = "*.guid-before-auth,*.twice,*.which-ticket-error,*delete-upload.*";
  const args = ["run", "--verbose", "--runs", "3", "--seed", "1", "--rule", rules];
  const ended = await assay([...args, "--format", formats], { cwd });
  expect(ended.code, ended.stderr).toBe(1);

  const secrets = server.secrets();
  expect(secrets.length).toBeGreaterThan(Object.keys(SECRETS).length + 1);
  const names = await readdir(cwd, { recursive: true, withFileTypes: true });
  const files = names.filter((entry) => entry.isFile() && entry.name !== "targets.json");
  expect(files.length).toBeGreaterThan(Object.keys(FORMATS).length);
  const texts = await Promise.all(
    files.map(
      async ({ parentPath, name }) =>
        [name, await readFile(join(parentPath, name), "utf8")] as const,
    ),
  );
  const terminal = [
    ["stdout", ended.stdout],
    ["stderr", ended.stderr],
  ] as const;
  // The gossip was recorded, or there was nothing to hide.
  expect(ended.stdout).toContain("‹password:owner›");
  expect(ended.stdout).toContain("‹key:stranger›");
  for (const [name, text] of [...texts, ...terminal]) {
    expect([...new Set(found(text, secrets))], name).toEqual([]);
  }
});
