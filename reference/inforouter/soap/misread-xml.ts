import { readFileSync } from "node:fs";
import { get } from "node:http";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import type { Faults } from "../../faults.ts";
import { labour } from "../labour.ts";

export type XmlFault =
  | "soap-comment-ends-value"
  | "soap-reference-above-ffff-is-replaced"
  | "soap-reads-external-entities"
  | "soap-fetches-external-dtd"
  | "soap-expands-without-limit";

const EXTERNAL = /<!ENTITY\s+([\w.-]+)\s+SYSTEM\s+["'](file:[^"']+)["']\s*>/g;
const EXTERNAL_DTD = /<!DOCTYPE\s+[^\s>[]+\s+SYSTEM\s+["'](http:\/\/127\.0\.0\.1[:/][^"']*)["']/;
/** An entity that is made of two or more references to another one. */
const NESTED = /<!ENTITY\s+[\w.-]+\s+["'](?:&[\w.-]+;){2,}["']\s*>/;

/** The message, or what a faulty XML reader makes of it. */
export function misreadXml(xml: string, faults: Faults<XmlFault>): string {
  if (faults.has("soap-expands-without-limit") && NESTED.test(xml)) labour();
  const dtd = faults.has("soap-fetches-external-dtd") && EXTERNAL_DTD.exec(xml)?.[1];
  if (dtd) get(dtd, (response) => response.resume()).on("error", () => {});
  if (faults.has("soap-reference-above-ffff-is-replaced")) {
    return xml.replace(/&#(?:x(?:[1-9a-f]|10)[0-9a-f]{4}|[0-9]{6,7});/gi, "\ufffd");
  }
  if (faults.has("soap-comment-ends-value")) {
    return xml.replace(/(>[^<]+)<!--[\s\S]*?-->[^<]*/g, "$1");
  }
  return faults.has("soap-reads-external-entities") ? readEntities(xml) : xml;
}

function readEntities(xml: string): string {
  let read = xml.replace(/<!DOCTYPE[^[>]*\[[\s\S]*?\]\s*>/, "");
  for (const [, name, url = ""] of xml.matchAll(EXTERNAL)) {
    read = read.replaceAll(`&${name};`, temporaryFile(url));
  }
  return read;
}

/** Even a broken server reads nothing but temporary files. */
function temporaryFile(url: string): string {
  try {
    const file = fileURLToPath(url);
    return file.startsWith(join(tmpdir(), "/")) ? readFileSync(file, "utf8") : "";
  } catch {
    return "";
  }
}
