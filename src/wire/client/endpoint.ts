import { percent } from "../encode/percent.ts";

/** The service's address with nothing after it: a trailing slash of the target file means nothing. */
export function endpoint(baseUrl: string): string {
  return baseUrl.endsWith("/") ? baseUrl.replace(/\/+$/, "") : baseUrl;
}

/** `<baseUrl>/<Operation>`, where GET and POST forms go. */
export function operationUrl(baseUrl: string, operation: string): string {
  return `${endpoint(baseUrl)}/${percent(operation)}`;
}
