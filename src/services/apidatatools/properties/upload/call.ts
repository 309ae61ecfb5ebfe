import type { Key } from "./command.ts";

/** A call about uploads, concrete. `of` is the upload that it names: `u0`, or one that was never created. */
export type UploadCall =
  | { readonly call: "create"; readonly as: Key; readonly of: string }
  | {
      readonly call: "delete";
      readonly as: Key;
      readonly of: string;
      /** Whose upload that is; absent for nobody's. */
      readonly owner?: Key;
    }
  /** The file of an upload is sent to where its creation said; whose form that is, it says itself. */
  | { readonly call: "store"; readonly as?: never; readonly of: string }
  | { readonly call: "list"; readonly as: Key; readonly of?: never };

/** An id that no create answered. */
export const NEVER_ISSUED = "never issued";

/** A call in the words of a report: `DeleteUpload of u0 as owner`. */
export function describeCall(call: UploadCall): string {
  switch (call.call) {
    case "create":
      return `CreateUpload of ${call.of} as ${call.as}`;
    case "delete": {
      const upload = call.of === NEVER_ISSUED ? "an id never issued" : call.of;
      return `DeleteUpload of ${upload} as ${call.as}`;
    }
    case "store":
      return `SendUploadFile for ${call.of}`;
    case "list":
      return `ListUploads as ${call.as}`;
    default:
      return call satisfies never;
  }
}
