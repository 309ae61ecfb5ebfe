import { gzipSync } from "node:zlib";
import type { PUBLIC_CONTENTS } from "../../../../reference/faults/public/contents.ts";
import { sampleBytes } from "../../../../reference/inforouter/sample.ts";
import { say } from "../../support/answer.ts";
import { CHUNK, type Session } from "../../support/session.ts";
import type { Row } from "../demonstration.ts";
import { bytesOf, documentOf } from "./document-of.ts";

/** The document that comes of these chunks. */
const stored =
  (...chunks: readonly string[]) =>
  (session: Session) =>
    documentOf(session, ...chunks.map(bytesOf));

/** As `stored`, how long it is, and where it begins to differ from what was sent. */
const differs =
  (...chunks: readonly Buffer[]) =>
  async (session: Session) => {
    const read = await documentOf(session, ...chunks);
    const sent = Buffer.concat(chunks);
    const at = Buffer.from(read, "latin1").findIndex((byte, index) => byte !== sent[index]);
    return `${read.length} bytes, ${at === -1 ? "as sent" : `other from ${at} on`}`;
  };

/** One attribute of a chunk of the sample, of some length from an offset. */
const part =
  (StartOffset: number, ChunkSize: number) =>
  async ({ client, alice, stage }: Session) => {
    const params = { authenticationTicket: alice, DownloadHandler: await stage() };
    const answer = await client.get("DownloadFileChunk", { ...params, StartOffset, ChunkSize });
    return answer.attributes["chunklength"] ?? say(answer);
  };

const size = (version: number) => sampleBytes(version).length;
const BLOCK = 65_536;
const WORDS = Buffer.concat([Buffer.alloc(BLOCK, 1), Buffer.alloc(BLOCK, 2)]);
const PACKED = gzipSync("text").toString("latin1");

export const PUBLIC_CONTENTS_ROWS: Readonly<Record<(typeof PUBLIC_CONTENTS)[number]["name"], Row>> =
  {
    "chunk-is-read-as-utf8": [stored("a\xff"), "a\xff", "a\xef\xbf\xbd"],
    "chunk-loses-outer-white-space": [stored(" a b\n"), " a b\n", "a b"],
    "chunk-keeps-line-end": [stored("a", "b"), "ab", "a\r\nb\r\n"],
    "chunk-ends-at-nul": [stored("a\0b", "c"), "a\0bc", "ac"],
    "chunk-is-seven-bit": [stored("a\xe9"), "a\xe9", "a?"],
    "last-chunk-is-padded": [
      differs(bytesOf("a")),
      "1 bytes, as sent",
      `${CHUNK} bytes, other from 1 on`,
    ],
    "chunk-block-overwrites-block": [
      differs(WORDS),
      `${2 * BLOCK} bytes, as sent`,
      `${2 * BLOCK} bytes, other from 0 on`,
    ],
    "chunk-offset-is-its-number": [
      differs(bytesOf("a"), bytesOf("b")),
      "2 bytes, as sent",
      `${CHUNK + 1} bytes, other from 1 on`,
    ],
    "document-line-ends-are-converted": [stored("a\r", "\nb\r"), "a\r\nb\r", "a\nb\r"],
    "download-trims-trailing-nuls": [stored("a\0b\0"), "a\0b\0", "a\0b"],
    "download-unpacks-gzip": [stored(PACKED), PACKED, "text"],
    "download-strips-byte-order-mark": [stored("\xef\xbb\xbfa"), "\xef\xbb\xbfa", "a"],
    "download-of-rest-loses-last-byte": [part(size(2) - 2, 0), "2", "1"],
    "download-chunk-has-one-byte-more": [part(0, 5), "5", "6"],
    "download-of-one-byte-is-refused": [part(0, 1), "1", "false: ChunkSize is out of range."],
    "version-by-number-gives-latest": [
      async ({ client, alice }) => {
        const params = { AuthenticationTicket: alice, Path: "/Library/sample.bin" };
        const asked = { ...params, PreferedChunkSize: 0, VersionNumber: 1_000_000 };
        const answer = await client.get("GetDownloadHandlerByVersion", asked);
        return answer.attributes["CRC32"] === (await latestCrc(client, params))
          ? "latest"
          : "first";
      },
      "first",
      "latest",
    ],
  };

async function latestCrc(
  client: Session["client"],
  params: Readonly<Record<string, string>>,
): Promise<string | undefined> {
  const answer = await client.get("GetDownloadHandler", { ...params, PreferedChunkSize: 0 });
  return answer.attributes["CRC32"];
}
