/** A body of the evidence as HAR has it. */
export interface HarBody {
  /** Bytes; those that the evidence tells of where it does not hold all. */
  readonly size: number;
  readonly text: string;
  /** The text is base64 of the bytes. */
  readonly encoding?: "base64";
  readonly comment?: string;
}

/** How the evidence writes bytes that are no text. */
const BINARY =
  /^‹(\d+) bytes, sha256:[0-9a-f]{64}, base64(?: of the first (\d+))?: ([A-Za-z0-9+/]*={0,2})›$/;

/**
 * The text of a recorded body; of binary bodies the bytes as far as they were kept, in base64, so that
 * a viewer shows them as bytes. What replaced secrets and payloads stays as it is.
 */
export function harBody(body: string): HarBody {
  const [, size, first, base64] = BINARY.exec(body) ?? [];
  if (size === undefined || base64 === undefined) {
    return { size: Buffer.byteLength(body), text: body };
  }
  return {
    size: Number(size),
    text: base64,
    encoding: "base64",
    ...(first === undefined ? {} : { comment: `the first ${first} of ${size} bytes` }),
  };
}
