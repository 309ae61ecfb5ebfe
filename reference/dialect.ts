import type { AnswerStyle } from "./dialect/answer-style.ts";
import type { ApiPolicy } from "./dialect/api-policy.ts";
import type { HttpStyle } from "./dialect/http-style.ts";
import type { Policy } from "./dialect/policy.ts";
import type { SoapStyle } from "./dialect/soap-style.ts";
import type { TusPolicy } from "./dialect/tus-policy.ts";
import type { ValueStyle } from "./dialect/value-style.ts";
import type { Wording } from "./dialect/wording.ts";
import type { ServiceName } from "./service-names.ts";

/**
 * Everything in which two servers may differ and both be right. Plain data and small functions. A
 * dialect breaks no MUST statement.
 */
export interface Dialect {
  readonly name: string;
  /** One sentence for people. */
  readonly description: string;
  /** The edition of the documents that it follows to the letter; absent: one here and another there. */
  readonly edition?: string;
  /** The services in which it differs from the default dialect; absent: those of the two vendors. */
  readonly services?: readonly ServiceName[];
  /** By SHOULD statement that it knowingly breaks: why a legal server may. */
  readonly reasons: Readonly<Record<string, string>>;
  readonly values: ValueStyle;
  readonly http: HttpStyle;
  readonly soap: SoapStyle;
  readonly answers: AnswerStyle;
  readonly wording: Wording;
  readonly policy: Policy;
  readonly api: ApiPolicy;
  readonly tus: TusPolicy;
}
