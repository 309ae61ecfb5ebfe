/** Headers as the protocol spells them; one that is undefined is not sent. */
export type TusHeaders = Readonly<Record<string, string | number | undefined>>;

/** What an operation came to. */
export interface TusAnswer {
  readonly status: number;
  readonly headers: TusHeaders;
  readonly body?: Buffer;
}

/** The only content type in which bytes of an upload come. */
export const OFFSET_STREAM = "application/offset+octet-stream";
