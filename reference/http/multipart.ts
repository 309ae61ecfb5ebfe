import busboy from "busboy";
import type { FormFields } from "./form.ts";
import { HttpRefusal } from "./http-refusal.ts";
import { MAX_BODY_BYTES } from "./read-body.ts";

/** Reads a `multipart/form-data` body: parts with a file name or binary type stay bytes; `fold` spells names. */
export function parseMultipart(
  body: Buffer,
  contentType: string,
  fold: (name: string) => string,
): Promise<FormFields> {
  return new Promise((resolve, reject) => {
    const refuse = () => reject(new HttpRefusal(400, "The multipart body is malformed."));
    const fields = new Map<string, string | Buffer>();
    const put = (name: string, value: string | Buffer) => {
      const key = fold(name);
      if (!fields.has(key)) fields.set(key, value);
    };
    try {
      const reader = busboy({
        headers: { "content-type": contentType },
        limits: { fieldSize: MAX_BODY_BYTES },
      });
      reader.on("field", (name, value) => put(name, value));
      reader.on("file", (name, stream) => {
        const parts: Buffer[] = [];
        stream.on("data", (part: Buffer) => parts.push(part));
        stream.on("end", () => put(name, Buffer.concat(parts)));
        stream.on("error", refuse);
      });
      reader.on("close", () => resolve(fields));
      reader.on("error", refuse);
      reader.end(body);
    } catch {
      refuse();
    }
  });
}
