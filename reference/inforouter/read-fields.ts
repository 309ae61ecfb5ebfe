import { isUtf8 } from "node:buffer";
import type { IncomingMessage } from "node:http";
import type { HttpStyle } from "../dialect/http-style.ts";
import type { Faults } from "../faults.ts";
import { type FormFields, parseForm } from "../http/form.ts";
import { HttpRefusal } from "../http/http-refusal.ts";
import { parseMultipart } from "../http/multipart.ts";
import { misreadParts, type PartsFault } from "../reported/parts.ts";
import type { Operation } from "./operation.ts";
import { type ReceiveFault, receiveBody } from "./receive-body.ts";

type FormFault =
  | "parameter-names-are-case-sensitive"
  | "extra-parameters-are-refused"
  | "multipart-boundary-keeps-its-quotes"
  | "form-type-with-parameter-is-415"
  | "escape-that-is-none-is-500"
  | "bytes-that-are-no-utf8-are-500"
  | "form-with-charset-has-no-parameters";

/** How the names of parameters are told apart over GET and POST. */
export function foldName(name: string, { names }: Pick<HttpStyle, "names">): string {
  return names === "any-case" ? name.toLowerCase() : name;
}

/** The parameters of a call over GET or POST, by folded name. */
export async function readFields(
  request: IncomingMessage,
  binding: "get" | "post",
  query: string,
  http: HttpStyle,
  operation: Operation,
  faults: Faults<FormFault | PartsFault | ReceiveFault>,
): Promise<FormFields> {
  const fold = (name: string) => foldName(name, http);
  const parse = (text: string) => {
    failOnEscapes(text, faults);
    return misreadForm(text, parseForm(text, fold, http.combine), operation, faults);
  };
  if (binding === "get") return parse(query);
  const body = await receiveBody(request, operation.name, faults);
  const contentType = request.headers["content-type"] ?? "";
  if (http.multipart && /^multipart\/form-data\b/i.test(contentType)) {
    if (contentType.includes('boundary="') && faults.has("multipart-boundary-keeps-its-quotes")) {
      throw new HttpRefusal(400, "The multipart body is malformed.");
    }
    return misreadParts(await parseMultipart(body, contentType, fold), operation.name, faults);
  }
  if (/^application\/x-www-form-urlencoded\s*;/i.test(contentType)) {
    if (faults.has("form-type-with-parameter-is-415")) throw new HttpRefusal(415, "No such form.");
    if (faults.has("form-with-charset-has-no-parameters")) return new Map();
  }
  // a call without parameters needs no content type
  if (body.length === 0 || /^application\/x-www-form-urlencoded\b/i.test(contentType)) {
    return parse(body.toString("utf8"));
  }
  throw http.noForm(contentType);
}

// ALL-32: what is no text is nobody's text, and no reason to break down
function failOnEscapes(text: string, faults: Faults<FormFault>): void {
  const isNone = faults.has("escape-that-is-none-is-500") && /%(?![0-9a-f]{2})/i.test(text);
  if (isNone || (faults.has("bytes-that-are-no-utf8-are-500") && hasBrokenBytes(text))) {
    throw new HttpRefusal(500, "Internal server error");
  }
}

function hasBrokenBytes(text: string): boolean {
  return [...text.matchAll(/(?:%[0-9a-f]{2})+/gi)].some(
    ([escapes]) => !isUtf8(Buffer.from(escapes.replaceAll("%", ""), "hex")),
  );
}

/** The fields of a query or form, or what a server makes of them that is too strict with names. */
function misreadForm(
  text: string,
  fields: FormFields,
  { parameters }: Operation,
  faults: Faults<FormFault>,
): FormFields {
  const areExtraRefused = faults.has("extra-parameters-are-refused");
  const isCaseSensitive = faults.has("parameter-names-are-case-sensitive");
  if (!areExtraRefused && !isCaseSensitive) return fields;
  const names = [...new URLSearchParams(text).keys()];
  if (areExtraRefused) {
    const known = new Set(parameters.map(({ name }) => name.toLowerCase()));
    const extra = names.find((name) => !known.has(name.toLowerCase()));
    if (extra !== undefined) throw new HttpRefusal(400, "There is no such parameter.");
  }
  if (!isCaseSensitive) return fields;
  const spelled = new Set(parameters.map(({ name }) => name));
  const seen = new Set(names.filter((name) => spelled.has(name)).map((name) => name.toLowerCase()));
  return new Map([...fields].filter(([name]) => seen.has(name)));
}
