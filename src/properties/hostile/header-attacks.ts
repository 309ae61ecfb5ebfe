import { bindingsThat, hasPlaces } from "../../model/binding.ts";
import { encode } from "../../wire/encode/encode.ts";
import { bodyOf } from "../../wire/encode/transfer.ts";
import { headOf } from "../relation/raw-request.ts";
import type { Attack } from "./attack.ts";
import { HOSTILE_TEXTS, type HostileText } from "./hostile-texts.ts";

/** So many of the headers that a call has by its parameters are attacked. */
const MOST_HEADERS = 4;
/** What ends a header line is another message, and no value. */
const LINE_END = /[\r\n]/;

/**
 * Every hostile text as the value of each header of a REST call, the others being right, byte by byte as no
 * HTTP client would send it. What a server makes of a header's value is its own affair: it may take it.
 */
export const HEADER_ATTACKS: readonly Attack[] = Array.from({ length: MOST_HEADERS }, (_, index) =>
  HOSTILE_TEXTS.filter((hostile) => !LINE_END.test(hostile.text)).map(
    (hostile): Attack => ({
      name: `header ${index + 1}: ${hostile.name}`,
      text: hostile.name,
      bindings: bindingsThat(hasPlaces),
      neverAccepted: false,
      mayClose: true,
      ...(hostile.long ? { heavy: true } : {}),
      message: (call, service) => {
        const attacked = call.arguments.filter((one) => one.in === "header")[index];
        if (!attacked) return undefined;
        const args = call.arguments.filter((one) => one !== attacked);
        const request = encode({ ...call, arguments: args }, service);
        const body = bodyOf(request);
        const length = `Content-Length: ${body.length}`;
        const [head = "", end = ""] = headOf(request, [length, `${attacked.name}: `]).split(
          /(?=\r\n\r\n$)/,
        );
        const bytes = Buffer.concat([
          Buffer.from(head, "latin1"),
          bytesOf(hostile),
          Buffer.from(end),
          body,
        ]);
        const shown = { method: request.method, url: request.url, headers: {}, body: bytes };
        return { url: request.url, pieces: [bytes], shown };
      },
    }),
  ),
).flat();

/** Bytes that no text has are written with percent signs where a query carries them. */
function bytesOf({ text, percent, xml }: HostileText): Buffer {
  if (Buffer.isBuffer(xml)) return xml;
  return Buffer.from(text === "" ? (percent ?? "") : text);
}
