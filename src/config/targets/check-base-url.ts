/** What is wrong with a base URL, and how it is meant. */
export interface BaseUrlFault {
  readonly message: string;
  readonly hint: string;
}

const EXAMPLE = "write it like http://127.0.0.1:8080/srv.asmx";

/** An operation of either service at the end of a URL, after what should be the whole of it. */
const OPERATION = /^(.*?)\/((?<=\.asmx\/)[A-Za-z]\w*|delete-upload-api)$/i;

/**
 * The first thing that keeps a base URL from being used; undefined when it can be. The URL is
 * never part of the message where it may hold a password.
 */
export function checkBaseUrl(text: string): BaseUrlFault | undefined {
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
  const clean = `${url.origin}${url.pathname.replace(/\/+$/, "")}`;
  if (text.includes("?") || text.includes("#")) {
    const what = /\?wsdl$/i.test(text)
      ? "?WSDL is the address of the description"
      : "no ? and no #";
    return { message: "must end with its path", hint: `${what}: write ${clean}` };
  }
  const operation = OPERATION.exec(clean);
  if (operation) {
    const hint = `${operation[2]} is added by the calls: write ${operation[1]}`;
    return { message: "must end before the name of an operation", hint };
  }
  return undefined;
}
