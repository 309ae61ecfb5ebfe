import { readFile } from "node:fs/promises";
import { join } from "node:path";
import type { Har } from "har-format";
import { describe, expect, test } from "vitest";
import { keepHar } from "../../src/cli/keep-har.ts";
import type { SeenExchange, SeenMessage } from "../../src/traffic/seen-exchange.ts";
import { createSecrets } from "../../src/wire/redact/secrets.ts";
import { emptyFolder } from "./assay.ts";

const TICKET = "a1b2c3d4-e5f6-7890-abcd-ef1234567890";
const WORD = 'late & "secret" word';

function message(body: string | Buffer, lines: SeenMessage["lines"] = []): SeenMessage {
  const bytes = Buffer.from(body);
  const length = ["content-length", String(bytes.length)] as const;
  return { lines: [...lines, length], body: bytes, size: bytes.length, trailers: [] };
}

function seen(target: string, request: SeenMessage, response: SeenMessage): SeenExchange {
  const times = { began: 1, ended: 2, durationMs: 1 };
  return { method: "POST", target, request, status: 200, response, informational: [], ...times };
}

/** What an archive has of exchanges, after which secrets are told that were not known when they passed. */
async function archiveOf(
  exchanges: readonly SeenExchange[],
  late: readonly string[],
): Promise<{ readonly text: string; readonly har: Har; readonly said: string }> {
  const path = join(await emptyFolder(), "traffic.har");
  const secrets = createSecrets();
  secrets.add("known-before", "password:owner");
  const keeper = keepHar(path, secrets, "http://127.0.0.1:8080");
  for (const one of exchanges) keeper.add(one);
  for (const [index, value] of late.entries()) secrets.add(value, `ticket:${index + 1}`);
  const said = keeper.write();
  const text = await readFile(path, "utf8");
  return { text, har: JSON.parse(text) as Har, said };
}

describe("an archive of what went through a proxy", () => {
  test("has no secret that was told later, in whatever form and place", async () => {
    const forms: readonly string[] = [
      encodeURIComponent(WORD),
      JSON.stringify(WORD).slice(1, -1),
      WORD.replaceAll("&", "&amp;").replaceAll('"', "&quot;"),
      Buffer.from(WORD).toString("base64"),
      TICKET.toUpperCase(),
      TICKET.replaceAll("-", ""),
    ];
    const exchanges = forms.flatMap((form) => [
      seen(`/a?t=${encodeURIComponent(form)}`, message("x"), message("y")),
      seen("/b", message(`<a>${form}</a>`, [["x-one", form]]), message(`{"a":"${form}"}`)),
    ]);
    const { text, har } = await archiveOf(exchanges, [TICKET, WORD]);
    expect(har.log.entries).toHaveLength(exchanges.length);
    for (const form of [WORD, TICKET, ...forms]) expect(text).not.toContain(form);
    expect(text.match(/‹ticket:[12]›/g)?.length).toBeGreaterThanOrEqual(3 * forms.length);
  });

  test("has what is not secret as it came, and lengths of bodies as they stand there", async () => {
    const body = `ticket=${TICKET}&é=known-before`;
    const { har, said } = await archiveOf(
      [
        seen("/plain?a=1", message("as it was"), message("also")),
        seen("/c", message(body), message(body)),
      ],
      [TICKET],
    );
    expect(said).toMatch(/traffic\.har: 2 exchanges, secrets replaced\n$/);
    const [plain, other] = har.log.entries;
    expect(plain?.request).toMatchObject({
      url: "http://127.0.0.1:8080/plain?a=1",
      postData: { text: "as it was" },
      bodySize: 9,
    });
    expect(other?.response.content.text).toBe("ticket=‹ticket:1›&é=‹password:owner›");
    const size = Buffer.byteLength(other?.response.content.text ?? "");
    expect(other?.response.content.size).toBe(size);
    expect(other?.response.headers).toEqual([{ name: "content-length", value: String(size) }]);
  });

  test("shows nothing of bytes that hold a secret that was told later", async () => {
    const bytes = (text: string, charset: BufferEncoding): Buffer =>
      Buffer.concat([Buffer.of(0, 1, 2, 255), Buffer.from(text, charset), Buffer.of(0, 254)]);
    const { har } = await archiveOf(
      [
        seen("/d", message(bytes(TICKET, "utf16le")), message(bytes(WORD, "latin1"))),
        seen("/e", message(bytes("nobody's", "latin1")), message("")),
      ],
      [TICKET, WORD],
    );
    const [hidden, shown] = har.log.entries;
    const note = /^‹\d+ bytes, sha256:[0-9a-f]{64}; not shown, since a secret is in it›$/;
    expect(hidden?.request.postData?.text).toMatch(note);
    expect(hidden?.response.content.text).toMatch(note);
    expect(shown?.request.postData?.comment).toBe("base64");
  });

  test("leaves out what an archive cannot have, and says of how many", async () => {
    const { har, said } = await archiveOf([seen("/ö", message(""), message(""))], []);
    expect(har.log.entries).toEqual([]);
    expect(said).toContain("0 exchanges, secrets replaced, 1 more left out");
  });
});
