import { decodeText } from "../../judge/answer/decode-text.ts";
import { parseXml, type XmlElement } from "../../judge/answer/parse-xml.ts";
import type { Parameter } from "../../model/operation.ts";
import type { Client } from "../../wire/client/client.ts";
import type { WireService } from "../../wire/encode/wire-request.ts";
import { describeFailure } from "../case/describe-failure.ts";
import { SetUpError } from "./sessions.ts";

/** How the parameter of an operation is spelled. */
export type WsdlSpelling = (operation: string, parameter: Parameter) => string;

/**
 * How a server's own WSDL spells the parameters of its operations; the documents' names are matched
 * without regard to case. A parameter that the WSDL does not know keeps the documents' spelling.
 *
 * @throws SetUpError when the WSDL cannot be read
 */
export async function readWsdlSpelling(
  client: Client,
  { baseUrl, headers = {} }: WireService,
): Promise<WsdlSpelling> {
  const url = `${baseUrl}?WSDL`;
  const reply = await client.send({ method: "GET", url, headers, body: null });
  if (reply.kind === "failure")
    throw new SetUpError(`no WSDL at ${url}: ${describeFailure(reply)}`);
  const root = parseXml(decodeText(reply.body) ?? "");
  if ("malformed" in root) throw new SetUpError(`the WSDL at ${url} ${root.malformed}`);
  const spellings = new Map<string, string>();
  for (const element of operationElements(root)) {
    for (const name of parameterNames(element)) {
      spellings.set(`${element.attributes["name"]}.${name.toLowerCase()}`, name);
    }
  }
  if (spellings.size === 0) throw new SetUpError(`the WSDL at ${url} describes no operation`);
  return (operation, parameter) =>
    spellings.get(`${operation}.${parameter.name.toLowerCase()}`) ?? parameter.name;
}

/** The top elements of every schema: one for each operation and answer. */
function operationElements(element: XmlElement): readonly XmlElement[] {
  if (element.name === "schema") return element.children.filter(({ name }) => name === "element");
  return element.children.flatMap(operationElements);
}

function parameterNames(element: XmlElement): readonly string[] {
  return element.children.flatMap((child) => [
    ...(child.name === "element" && child.attributes["name"] ? [child.attributes["name"]] : []),
    ...parameterNames(child),
  ]);
}
