import type { Binding } from "./binding.ts";
import type { Operation, ParameterPlace } from "./operation.ts";
import type { BytesSpec, JsonValue } from "./value.ts";

/** A call ready to be sent: every value concrete, in the order of the parameters. */
export interface Call {
  readonly operation: Operation;
  readonly binding: Binding;
  readonly arguments: readonly Argument[];
  /** Overrides the documented HTTP method (REST). */
  readonly method?: string;
  /** Where it goes, instead of the documented path (REST): an absolute URL or a relative one. */
  readonly at?: string;
  /** Headers that are otherwise sent by themselves and are left out (REST), in lower case. */
  readonly leftOut?: readonly string[];
}

/** A value that goes over the wire as it is, as these bytes, or as JSON that is no text. */
export type ArgumentValue = string | BytesSpec | { readonly json: JsonValue };

export interface Argument {
  /** As it goes over the wire. A name may come several times. */
  readonly name: string;
  readonly value: ArgumentValue;
  /** Where REST carries it; absent: in the body. */
  readonly in?: Exclude<ParameterPlace, "body">;
  /** The token inside the value, where a scheme stands before it. */
  readonly token?: string;
}

/** An answer of 1xx, which comes before the one that counts (RFC 9110, section 15.2). */
export interface Informational {
  readonly status: number;
  /** Lower-case names; repeated headers joined with a comma. */
  readonly headers: Readonly<Record<string, string>>;
}

/** What came back, before anybody judged it. */
export type Reply =
  | {
      readonly kind: "response";
      readonly status: number;
      /** Lower-case names; repeated headers joined with a comma. */
      readonly headers: Readonly<Record<string, string>>;
      /** The lines of each header that came more than once, as they came; absent where none did. */
      readonly repeated?: Readonly<Record<string, readonly string[]>>;
      /** Answers of 1xx that came before it, in their order; absent where none did. */
      readonly informational?: readonly Informational[];
      /** As `headers`; absent where none came. */
      readonly trailers?: Readonly<Record<string, string>>;
      readonly body: Buffer;
      readonly durationMs: number;
    }
  | {
      readonly kind: "failure";
      readonly code: import("./exchange.ts").WireFailureCode;
      readonly message: string;
      /** The status and headers of an answer had come. */
      readonly begun?: true;
      readonly durationMs: number;
    };
