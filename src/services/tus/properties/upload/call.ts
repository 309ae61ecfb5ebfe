/** The bytes of one PATCH: so many, and a seed that tells them from others. */
export interface Part {
  readonly size: number;
  readonly seed: number;
  /** Only the first `size` of so many bytes were kept. */
  readonly of?: number;
}

/** A creation. */
export interface CreateCall {
  readonly call: "create";
  readonly of: string;
  /** Absent: it is deferred. */
  readonly length?: number;
  /** The bytes that come with it. */
  readonly part?: Part;
  readonly partial?: true;
  /** What is said of an upload only where there is one: a server may have its reasons to make none. */
  readonly isOptional?: true;
}

/** The creation of a final upload. */
export interface JoinCall {
  readonly call: "join";
  readonly of: string;
  /** The names of the uploads that it is made of. */
  readonly from: readonly string[];
  /** What they hold, one behind the other. */
  readonly parts: readonly Part[];
}

export interface PatchCall {
  readonly call: "patch";
  readonly of: string;
  readonly offset: number;
  readonly part: Part;
  /** The length of the upload, which was not told before. */
  readonly length?: number;
  /** Its body comes in two halves, with a pause between. */
  readonly slow?: true;
}

/** A call about uploads, concrete. `of` is the upload that it names: `u0`. */
export type UploadCall =
  | CreateCall
  | JoinCall
  | PatchCall
  | { readonly call: "head"; readonly of: string }
  | { readonly call: "delete"; readonly of: string }
  /** Reads what is stored, where the target says where. */
  | { readonly call: "read"; readonly of: string };

/** A call in the words of a report: `PATCH of u0 at 4 with 7 bytes`. */
export function describeCall(call: UploadCall): string {
  switch (call.call) {
    case "create":
      return describeCreation(call);
    case "join":
      return `creation of ${call.of} as the final one of ${call.from.join(", ")}`;
    case "patch": {
      const { of, offset, part, length } = call;
      const told = length === undefined ? "" : ` and Upload-Length ${length}`;
      return `PATCH of ${of} at ${offset} with ${sizeOf(part)}${told}`;
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

function describeCreation({ of, length, part, partial }: CreateCall): string {
  const what = length === undefined ? "a length that is told later" : `${length} bytes`;
  const sent = part ? `, ${sizeOf(part)} of them in its body` : "";
  return `creation of ${of}${partial ? ", a partial one," : ""} with ${what}${sent}`;
}

function sizeOf({ size, seed }: Part): string {
  return size === 0 ? "no bytes" : `${size} bytes (seed ${seed})`;
}
