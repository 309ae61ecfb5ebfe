import { charsetOf } from "../../judge/answer/charset-of.ts";
import { decodeText } from "../../judge/answer/decode-text.ts";
import { parseXml } from "../../judge/answer/parse-xml.ts";
import type { Reply } from "../../model/call.ts";
import type { Judging } from "./attacks-property.ts";
import type { AttackJudge } from "./judge.ts";

const HTTP_OK = 200;
const HTML = /^\s*<(?:!doctype\s+html|html)[\s>]/i;

/**
 * ALL-02: an answer that the operation gave, with HTTP 200 or a success attribute, is well-formed. What
 * a framework says instead of it need not be XML at all.
 */
const judgeWellFormed: AttackJudge = async ({ attack, send }) => {
  const { reply } = await send();
  const why = reply.kind === "response" ? whyMalformed(reply) : undefined;
  if (why === undefined) return [];
  return [{ expected: `well-formed XML (${attack.name})`, actual: `an answer that ${why}` }];
};

export const WELL_FORMED: Judging = {
  judge: judgeWellFormed,
  sends: [],
  demands: [
    {
      text: "an answer of the operation itself (HTTP 200, or with a success attribute) is well-formed XML",
    },
  ],
};

function whyMalformed(reply: Extract<Reply, { kind: "response" }>): string | undefined {
  const type = reply.headers["content-type"];
  const text = decodeText(reply.body, charsetOf(type));
  const claims = /\bxml\b/i.test(type ?? "") || /^\s*</.test(text ?? "");
  const isAnswer = reply.status === HTTP_OK || /\ssuccess=["']/.test(text ?? "");
  if (!claims || !isAnswer || HTML.test(text ?? "")) return undefined;
  if (text === undefined) return "is not valid text in its encoding";
  const root = parseXml(text);
  return "malformed" in root ? root.malformed : undefined;
}
