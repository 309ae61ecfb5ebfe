import type { Faults } from "../faults.ts";
import type { FormFields } from "../http/form.ts";
import { onesOn, throughAll } from "./ones-on.ts";

export type PartsFault =
  | "part-loses-final-cr"
  | "final-cr-of-part-is-doubled"
  | "upload-document-part-loses-final-line-end"
  | "chunk-part-loses-final-line-end";

/** What becomes of the bytes of a part in a call of that operation. */
type Misread = (bytes: Buffer, operation: string) => Buffer;

const CR = 0x0d;

const withoutLineEnds =
  (wanted: string): Misread =>
  (bytes, operation) =>
    operation === wanted && bytes.subarray(-4).equals(Buffer.from("\r\n\r\n"))
      ? bytes.subarray(0, -4)
      : bytes;

const MISREAD: Readonly<Record<PartsFault, () => Misread>> = {
  "part-loses-final-cr": () => (bytes) => (bytes.at(-1) === CR ? bytes.subarray(0, -1) : bytes),
  "final-cr-of-part-is-doubled": () => (bytes) =>
    bytes.at(-1) === CR ? Buffer.concat([bytes, Buffer.from([CR])]) : bytes,
  "upload-document-part-loses-final-line-end": () => withoutLineEnds("UploadDocument"),
  "chunk-part-loses-final-line-end": () => withoutLineEnds("UploadFileChunk"),
};

/** The fields of a form of several parts, of which a reader has taken the boundary too early or too late. */
export function misreadParts(
  fields: FormFields,
  operation: string,
  faults: Faults<PartsFault>,
): FormFields {
  const hooks = onesOn(MISREAD, faults);
  if (hooks.length === 0) return fields;
  return new Map(
    [...fields].map(([name, value]) => [
      name,
      typeof value === "string"
        ? value
        : throughAll(hooks, value, (misread, bytes) => misread(bytes, operation)),
    ]),
  );
}
