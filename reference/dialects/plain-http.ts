import type { HttpStyle } from "../dialect/http-style.ts";
import { HttpRefusal } from "../http/http-refusal.ts";

/** A server that nothing stands in front of: plain texts with the statuses of RFC 9110. */
export const PLAIN_HTTP: HttpStyle = {
  headers: {},
  names: "any-case",
  combine: (earlier) => earlier,
  multipart: true,
  unknownOperation: () => new HttpRefusal(404, "There is no such operation."),
  needsBody: () => new HttpRefusal(415, "This operation takes its parameters from a body."),
  noForm: () => new HttpRefusal(415, "The body is not form data."),
};
