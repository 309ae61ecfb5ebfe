import type { Entry } from "har-format";
import { harEntry } from "../../reporters/har/har-entry.ts";
import type { KeptExchange, KeptMessage } from "../traffic/kept-exchange.ts";

/** The entry of the archive. */
export function entryOf({ exchange, began, request, response }: KeptExchange): Entry {
  const entry = harEntry(exchange, undefined, began);
  const { text, ...others } = entry.response.content;
  return {
    ...entry,
    startedDateTime: instant(began),
    request: {
      ...entry.request,
      headers: headersOf(request, entry.request.bodySize),
      ...(request.size === undefined ? {} : { bodySize: request.size }),
    },
    response: {
      ...entry.response,
      headers: headersOf(response, entry.response.content.size),
      content:
        response.size === undefined
          ? { ...others, ...(text === undefined ? {} : { text }) }
          : { ...others, size: response.size },
    },
  };
}

/** Lines as they came, with the length that the body has with its secrets replaced. */
function headersOf(message: KeptMessage, size: number) {
  const isThere = message.size === undefined && size > 0;
  return message.lines.map(([name, value]) => {
    const isLength = isThere && name.toLowerCase() === "content-length";
    return { name, value: isLength ? String(size) : value };
  });
}

const MICROSECONDS = 1000;

/** A time of day, to the microsecond: what came first is seen by it. */
function instant(ms: number): string {
  const whole = Math.floor(ms);
  const rest = Math.floor((ms - whole) * MICROSECONDS);
  return new Date(whole).toISOString().replace("Z", `${String(rest).padStart(3, "0")}Z`);
}
