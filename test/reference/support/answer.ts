import { XMLParser, XMLValidator } from "fast-xml-parser";

/** An answer of infoRouter, read back. */
export interface XmlAnswer {
  readonly status: number;
  readonly contentType: string;
  readonly body: Buffer;
  readonly wellFormed: boolean;
  /** The name of the element that carries `success`; empty when there is none. */
  readonly root: string;
  readonly attributes: Readonly<Record<string, string>>;
  readonly text: string;
}

const parser = new XMLParser({
  ignoreAttributes: false,
  attributeNamePrefix: "@",
  parseAttributeValue: false,
  parseTagValue: false,
  removeNSPrefix: true,
  trimValues: false,
});

/** Reads a body, whatever it is; the element is found at any depth, so SOAP needs no unwrapping. */
export function readAnswer(status: number, contentType: string, body: Buffer): XmlAnswer {
  const xml = body.toString("utf8");
  const wellFormed = XMLValidator.validate(xml) === true && !hasForbidden(xml);
  const found = wellFormed && contentType.includes("xml") ? find("", parser.parse(xml)) : undefined;
  return {
    status,
    contentType,
    body,
    wellFormed,
    ...(found ?? { root: "", attributes: {}, text: "" }),
  };
}

function hasForbidden(xml: string): boolean {
  // biome-ignore lint/suspicious/noControlCharactersInRegex: they are what is looked for
  return /[\u0000-\u0008\u000b\u000c\u000e-\u001f]/.test(xml);
}

type Found = Pick<XmlAnswer, "root" | "attributes" | "text">;

function find(name: string, node: unknown): Found | undefined {
  if (node === null || typeof node !== "object") return undefined;
  if ("@success" in node) {
    const attributes: Record<string, string> = {};
    for (const [key, value] of Object.entries(node)) {
      if (key.startsWith("@")) attributes[key.slice(1)] = String(value);
    }
    return { root: name, attributes, text: "#text" in node ? String(node["#text"]) : "" };
  }
  for (const [key, value] of Object.entries(node)) {
    const found = find(key, value);
    if (found) return found;
  }
  return undefined;
}

/** The verdict in a line: `true`, `false: bad Request`, or `HTTP 404`. */
export function say(answer: XmlAnswer): string {
  const { status, attributes } = answer;
  const { success, error } = attributes;
  if (success === undefined) return `HTTP ${status}`;
  const verdict = error ? `${success}: ${error}` : success;
  return status === 200 ? verdict : `HTTP ${status} ${verdict}`;
}
