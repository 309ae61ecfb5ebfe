import { trimEnd } from "../../model/trim-end.ts";
import { percent } from "../encode/percent.ts";

/** The service's address with nothing after it: a trailing slash of the target file means nothing. */
export function endpoint(baseUrl: string): string {
  return trimEnd(baseUrl, "/");
}

/** `<baseUrl>/<Operation>`, where GET and POST forms go. */
export function operationUrl(baseUrl: string, operation: string): string {
  return `${endpoint(baseUrl)}/${percent(operation)}`;
}
