import type { TusHeaders } from "./answer.ts";

/** A request that is not done as asked: a status, a text for people, and headers. */
export class TusRefusal extends Error {
  override readonly name = "TusRefusal";
  readonly status: number;
  readonly headers: TusHeaders;

  constructor(status: number, message: string, headers: TusHeaders = {}) {
    super(message);
    this.status = status;
    this.headers = headers;
  }
}
