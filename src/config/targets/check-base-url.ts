import type { Operation } from "../../model/operation.ts";
import { trimEnd } from "../../model/trim-end.ts";

/** What is wrong with a base URL, and how it is meant. */
export interface BaseUrlFault {
  readonly message: string;
  readonly hint: string;
}

const EXAMPLE = "write it like http://127.0.0.1:8080/path";

/**
 * The first thing that keeps a base URL from being used; undefined when it can be. The URL is
 * never part of the message where it may hold a password.
 *
 * @param operations those of the service: calls add their names or paths
 */
export function checkBaseUrl(
  text: string,
  operations: readonly Pick<Operation, "name" | "http">[] = [],
): BaseUrlFault | undefined {
  if (text.trim() === "") return { message: "is empty", hint: EXAMPLE };
  if (!/^[a-z][a-z0-9+.-]*:\/\//i.test(text)) {
    const isHost = /^[a-z0-9.-]+(?::\d+)?(?:\/[^@]*)?$/i.test(text);
    const hint = isHost ? `write http://${text}` : EXAMPLE;
    return { message: "needs http:// or https:// at its beginning", hint };
  }
  if (!URL.canParse(text)) return { message: "is not a URL", hint: EXAMPLE };
  const url = new URL(text);
  if (url.protocol !== "http:" && url.protocol !== "https:") {
    return { message: `must be http or https, not ${url.protocol.slice(0, -1)}`, hint: EXAMPLE };
  }
  if (url.username !== "" || url.password !== "") {
    const hint = 'name the users under "users" and the keys under "keys"';
    return { message: "must not hold a user name or password", hint };
  }
  const clean = `${url.origin}${pathOf(url)}`;
  if (text.includes("?") || text.includes("#")) {
    const what = /\?wsdl$/i.test(text)
      ? "?WSDL is the address of the description"
      : "no ? and no #";
    return { message: "must end with its path", hint: `${what}: write ${clean}` };
  }
  const ending = operations
    .map(({ name, http }) => http?.path ?? `/${name}`)
    // The base URL itself is no end of it.
    .filter((path) => path.length > 1)
    .find((path) => pathOf(url).toLowerCase().endsWith(path.toLowerCase()));
  if (ending !== undefined) {
    const before = clean.slice(0, -ending.length);
    const hint = `${clean.slice(before.length + 1)} is added by the calls: write ${before}`;
    return { message: "must end before the name of an operation", hint };
  }
  return undefined;
}

function pathOf({ pathname }: URL): string {
  return trimEnd(pathname, "/");
}
