import type { Answer } from "./answer.ts";
import { saysInChild } from "./lift-children.ts";
import { notAnAnswer, type Response } from "./not-an-answer.ts";
import type { XmlElement } from "./parse-xml.ts";
import { named, oneLine, quote } from "./quote.ts";
import { hasVerdict } from "./spoken-verdict.ts";

/**
 * What a SOAP envelope carries: in `Envelope/Body/NameResponse/NameResult` the first element with a
 * success attribute, or with such a child, or else the result, whose text may be the answer. All by local name, and the
 * names of response and result do not matter: they differ between stacks.
 */
export function insideEnvelope(root: XmlElement, response: Response): XmlElement | Answer {
  if (root.name !== "Envelope") {
    return notAnAnswer(response, `is no SOAP envelope but <${named(root.name)}>`);
  }
  const body = child(root, "Body");
  if (!body) return notAnAnswer(response, "is a SOAP envelope without a body");
  const fault = child(body, "Fault");
  if (fault) {
    const { status } = response;
    return { kind: "refusal", by: "soap", status, what: describeFault(fault, status) };
  }
  const [operation] = body.children;
  if (!operation) return notAnAnswer(response, "is a SOAP envelope with an empty body");
  const result = operation.children.find(({ name }) => name.endsWith("Result"));
  const outer = result ?? operation.children[0];
  const candidates = [operation, outer, outer?.children[0]].filter((one) => one !== undefined);
  const carrier =
    candidates.find(({ attributes }) => hasVerdict(attributes)) ?? candidates.find(saysInChild);
  return (
    carrier ?? outer ?? notAnAnswer(response, `has no result in its <${named(operation.name)}>`)
  );
}

/** The reason of SOAP 1.1 (section 4.4), or of SOAP 1.2 (part 1, section 5.4), which some stacks send. */
function describeFault(fault: XmlElement, status: number): string {
  const reason = child(fault, "faultstring") ?? child(child(fault, "Reason"), "Text");
  const said = oneLine(reason?.text ?? "");
  return `SOAP fault${said ? ` ${quote(said)}` : ""} with HTTP ${status}`;
}

function child(element: XmlElement | undefined, wanted: string): XmlElement | undefined {
  return element?.children.find(({ name }) => name === wanted);
}
