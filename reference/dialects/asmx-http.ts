import type { HttpStyle } from "../dialect/http-style.ts";
import type { FormFields } from "../http/form.ts";
import { asmxText } from "./asmx-text.ts";
import { aspNetPage } from "./asp-net-page.ts";

/** Characters; IIS's `maxQueryString` and ASP.NET's `maxQueryStringLength`. */
const MAX_QUERY_LENGTH = 2048;

/** What ASP.NET 4 request validation takes for markup. */
const MARKUP = /<[a-z!/?]|&#/i;

/** What ASP.NET ASMX does on HTTP before and around a call. */
export const ASMX_HTTP: HttpStyle = {
  headers: {
    "Cache-Control": "private, max-age=0",
    Server: "Microsoft-IIS/10.0",
    "X-AspNet-Version": "4.0.30319",
    "X-Powered-By": "ASP.NET",
  },
  screenQuery: (query) => {
    if (query.length > MAX_QUERY_LENGTH) throw aspNetPage(404, "Not Found");
    if (/%00/.test(query)) throw aspNetPage(400, "Bad Request");
  },
  screenFields,
  names: "any-case",
  combine: (earlier, later) => `${earlier},${later}`,
  multipart: false,
  unknownOperation: (name) =>
    unrecognized(`Request format is unrecognized for URL unexpectedly ending in '/${name}'.`),
  needsBody: (name) =>
    unrecognized(`Request format is unrecognized for URL unexpectedly ending in '/${name}'.`),
  noForm: (contentType) => unrecognized(`Request format is invalid: ${contentType}.`),
};

function unrecognized(message: string) {
  return asmxText(`System.InvalidOperationException: ${message}`);
}

function screenFields(fields: FormFields): void {
  for (const value of fields.values()) {
    if (typeof value === "string" && MARKUP.test(value)) throw aspNetPage(500, "Runtime Error");
  }
}
