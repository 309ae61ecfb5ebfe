import type { Reply } from "../../model/call.ts";
import type { WireRequest } from "../../wire/encode/wire-request.ts";
import type { Secrets } from "../../wire/redact/secrets.ts";
import { INSIDE_PATTERNS } from "./inside-patterns.ts";

/** So much of an answer is searched, in characters. */
const SEARCHED = 256 * 1024;

/**
 * What an answer reveals that it should not: a stack frame, a path of the server, a ticket or a
 * password. What stood in the request already, in whatever encoding, is no secret that it gave away.
 */
export function revealed(
  reply: Extract<Reply, { kind: "response" }>,
  request: WireRequest,
  secrets: Secrets,
): string | undefined {
  const text = plainText([...Object.values(reply.headers), reply.body.toString("utf8")].join("\n"));
  const sent = plainText(`${request.url}\n${String(request.body ?? "")}`);
  for (const { name, pattern } of INSIDE_PATTERNS) {
    for (const [found] of text.matchAll(new RegExp(pattern, "g"))) {
      if (!sent.includes(found)) return name;
    }
  }
  const label = /‹([^‹›]*)›/.exec(secrets.redact(text))?.[1];
  return label !== undefined && !text.includes(`‹${label}›`) ? `the ${label}` : undefined;
}

/** With references and escapes decoded, so that echoes and line ends are seen as what they are. */
function plainText(text: string): string {
  return text
    .slice(0, SEARCHED)
    .replace(/\+/g, " ")
    .replace(/(?:%[0-9a-f]{2})+/gi, (escapes) =>
      Buffer.from(escapes.replaceAll("%", ""), "hex").toString("utf8"),
    )
    .replace(/&(?:#x([0-9a-f]{1,6})|#(\d{1,7})|(amp|lt|gt|quot|apos));/gi, decoded)
    .replace(/\\\\/g, "\\");
}

const NAMED: Readonly<Record<string, string>> = {
  amp: "&",
  lt: "<",
  gt: ">",
  quot: '"',
  apos: "'",
};
const LAST_CODE_POINT = 0x10ffff;

function decoded(whole: string, hex?: string, decimal?: string, name?: string): string {
  if (name !== undefined) return NAMED[name.toLowerCase()] ?? whole;
  const code = hex === undefined ? Number(decimal) : Number.parseInt(hex, 16);
  return code <= LAST_CODE_POINT ? String.fromCodePoint(code) : whole;
}
