/**
 * The server cannot be started as asked. `code` is stable: `fault-unknown`, `dialect-unknown`.
 * Never thrown for what a client sends: that is answered.
 */
export class ReferenceOptionsError extends Error {
  override readonly name = "ReferenceOptionsError";
  readonly code: "fault-unknown" | "dialect-unknown";

  constructor(code: "fault-unknown" | "dialect-unknown", message: string) {
    super(message);
    this.code = code;
  }
}
