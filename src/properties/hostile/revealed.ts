import { readReferences } from "../../judge/texts/read-references.ts";
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
  const label = secrets.labelIn(text);
  return label === undefined ? undefined : `the ${label}`;
}

/** With references and escapes decoded, so that echoes and line ends are seen as what they are. */
function plainText(text: string): string {
  const unescaped = text
    .slice(0, SEARCHED)
    .replace(/\+/g, " ")
    .replace(/(?:%[0-9a-f]{2})+/gi, (escapes) =>
      Buffer.from(escapes.replaceAll("%", ""), "hex").toString("utf8"),
    );
  return readReferences(unescaped).replace(/\\\\/g, "\\");
}
