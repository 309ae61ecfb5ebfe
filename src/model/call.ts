import type { Binding } from "./binding.ts";
import type { Operation } from "./operation.ts";
import type { BytesSpec } from "./value.ts";

/** A call ready to be sent: every value concrete, in the order of the parameters. */
export interface Call {
  readonly operation: Operation;
  readonly binding: Binding;
  readonly arguments: readonly Argument[];
  /** Overrides the documented HTTP method (REST). */
  readonly method?: string;
}

export interface Argument {
  /** As it goes over the wire. */
  readonly name: string;
  readonly value: string | BytesSpec;
  readonly in?: "header";
}

/** What came back, before anybody judged it. */
export type Reply =
  | {
      readonly kind: "response";
      readonly status: number;
      /** Lower-case names; repeated headers joined with a comma. */
      readonly headers: Readonly<Record<string, string>>;
      readonly body: Buffer;
      readonly durationMs: number;
    }
  | {
      readonly kind: "failure";
      readonly code: import("./exchange.ts").WireFailureCode;
      readonly message: string;
      readonly durationMs: number;
    };
