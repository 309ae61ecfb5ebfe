import type { IncomingMessage } from "node:http";
import type { HttpStyle } from "../dialect/http-style.ts";
import { type FormFields, parseForm } from "../http/form.ts";
import { parseMultipart } from "../http/multipart.ts";
import { readBody } from "../http/read-body.ts";

/** The parameters of a call over GET or POST, by name in lower case. */
export async function readFields(
  request: IncomingMessage,
  binding: "get" | "post",
  query: string,
  http: HttpStyle,
): Promise<FormFields> {
  if (binding === "get") return parseForm(query, http.combine);
  const body = await readBody(request);
  const contentType = request.headers["content-type"] ?? "";
  if (http.multipart && /^multipart\/form-data\b/i.test(contentType)) {
    return parseMultipart(body, contentType);
  }
  // a call without parameters needs no content type
  if (body.length === 0 || /^application\/x-www-form-urlencoded\b/i.test(contentType)) {
    return parseForm(body.toString("utf8"), http.combine);
  }
  throw http.noForm(contentType);
}
