import type { IncomingMessage } from "node:http";

/**
 * Does something when the client goes away in the middle of a body, with what came of it.
 *
 * @param act gets the fields that came, and whether they are of an operation
 */
export function whenCut(
  request: IncomingMessage,
  act: (field: (name: string) => string, isOf: (operation: string) => boolean) => void,
): void {
  const parts: Buffer[] = [];
  request.on("data", (part: Buffer) => void parts.push(part));
  request.on("close", () => {
    if (request.complete) return;
    const body = Buffer.concat(parts);
    const said = `${request.url} ${body.toString("latin1")}`;
    act(fieldsOf(body, request), (operation) => new RegExp(`\\b${operation}\\b`).test(said));
  });
}

/** The fields of the beginning of a form or of a SOAP message. */
function fieldsOf(body: Buffer, { headers }: IncomingMessage): (name: string) => string {
  const text = body.toString("latin1");
  if (!/xml/i.test(headers["content-type"] ?? "")) {
    const form = new URLSearchParams(text);
    return (name) => form.get(name) ?? "";
  }
  return (name) => new RegExp(`<(?:\\w+:)?${name}>([^<]*)`).exec(text)?.[1] ?? "";
}
