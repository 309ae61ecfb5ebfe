import type { Answer } from "../../judge/answer/answer.ts";
import type { Response } from "../../judge/answer/not-an-answer.ts";
import type { Binding } from "../../model/binding.ts";
import type { Operation } from "../../model/operation.ts";
import type { HarEntry } from "./read-har.ts";

/** An entry of the traffic that is a call of an operation as its documents describe it. */
export interface RecordedCall {
  readonly entry: HarEntry;
  readonly operation: Operation;
  readonly binding: Binding;
  /** By the documents' names: texts as they were meant, or bytes. What was not sent is not there. */
  readonly values: Readonly<Record<string, string | Buffer>>;
  /** Each name is spelled as the documents have it, and none as only the server's own WSDL may. */
  readonly isDocumented: boolean;
  readonly response: Response;
  readonly answer: Answer;
}
