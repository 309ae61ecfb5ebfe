/** A call about the one upload handler of a race. */
export type UploadCall =
  | UploadChunk
  | { readonly call: "delete" }
  /** Makes the upload the document of this name, one that did not exist before. */
  | { readonly call: "finalize"; readonly to: string }
  | { readonly call: "download"; readonly from: string }
  /** Looks for the staged file, where the target has a probe. */
  | { readonly call: "probe" };

/** A small last chunk, or one that is not the last and of exactly ChunkSize, or else `short`. */
export type UploadChunk = {
  readonly call: "chunk";
  readonly seed: number;
  readonly last: boolean;
  /** What a server does with it the documents do not say (UFC-07), but it comes in at once. */
  readonly short?: true;
  /** Its body comes in two parts, with a pause between. */
  readonly slow?: true;
};

/** A call in the words of a report. */
export function describeUploadCall(call: UploadCall): string {
  switch (call.call) {
    case "chunk":
      return `${call.slow ? "slow " : ""}${call.short ? "short " : ""}${call.last ? "last " : ""}chunk ${call.seed}`;
    case "finalize":
      return `finalize to ${call.to}`;
    case "download":
      return `document ${call.from}`;
    case "probe":
      return "staged file";
    case "delete":
      return "delete";
    default:
      return call satisfies never;
  }
}
