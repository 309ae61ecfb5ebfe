/** The bytes of one PATCH: so many, and a seed that tells them from others. */
export interface Part {
  readonly size: number;
  readonly seed: number;
  /** Only the first `size` of so many bytes were kept. */
  readonly of?: number;
}

/** A call about uploads, concrete. `of` is the upload that it names: `u0`. */
export type UploadCall =
  | { readonly call: "create"; readonly of: string; readonly length: number }
  | {
      readonly call: "patch";
      readonly of: string;
      readonly offset: number;
      readonly part: Part;
      /** Its body comes in two halves, with a pause between. */
      readonly slow?: true;
    }
  | { readonly call: "head"; readonly of: string }
  | { readonly call: "delete"; readonly of: string }
  /** Reads what is stored, where the target says where. */
  | { readonly call: "read"; readonly of: string };

/** A call in the words of a report: `PATCH of u0 at 4 with 7 bytes`. */
export function describeCall(call: UploadCall): string {
  switch (call.call) {
    case "create":
      return `creation of ${call.of} with ${call.length} bytes`;
    case "patch": {
      const { of, offset, part } = call;
      return `PATCH of ${of} at ${offset} with ${part.size} bytes (seed ${part.seed})`;
    }
    case "head":
      return `HEAD of ${call.of}`;
    case "delete":
      return `DELETE of ${call.of}`;
    case "read":
      return `a look at the bytes of ${call.of}`;
    default:
      return call satisfies never;
  }
}
