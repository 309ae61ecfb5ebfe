import { decodeText } from "../../judge/answer/decode-text.ts";
import { parseXml, type XmlElement } from "../../judge/answer/parse-xml.ts";
import type { WireService } from "../../wire/encode/wire-request.ts";
import type { OpenTarget } from "./open-target.ts";
import { SetUpError } from "./sessions.ts";

const HTTP_OK = 200;

/** The operations that a server's own WSDL lists; undefined where there is no WSDL to read. */
export async function listedInWsdl(
  open: OpenTarget,
  { baseUrl, headers = {} }: WireService,
): Promise<ReadonlySet<string> | undefined> {
  try {
    const url = `${baseUrl}?WSDL`;
    const reply = await open.client.send({ method: "GET", url, headers, body: null });
    if (reply.kind === "failure" || reply.status !== HTTP_OK) return undefined;
    const root = parseXml(decodeText(reply.body) ?? "");
    if ("malformed" in root || root.name !== "definitions") return undefined;
    const names = root.children.filter(({ name }) => name === "portType").flatMap(operationNames);
    return names.length > 0 ? new Set(names) : undefined;
  } catch (error) {
    if (error instanceof SetUpError) return undefined;
    throw error;
  }
}

function operationNames({ children }: XmlElement): readonly string[] {
  return children.flatMap(({ name, attributes }) =>
    name === "operation" ? (attributes["name"] ?? []) : [],
  );
}
