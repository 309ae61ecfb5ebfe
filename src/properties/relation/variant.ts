import type { Binding } from "../../model/binding.ts";
import type { Call } from "../../model/call.ts";
import type { WireService } from "../../wire/encode/wire-request.ts";
import type { Message } from "./send-message.ts";

/** Another way to send the same call. */
export interface Variant {
  /** What is different, as counterexamples and expectations say it. */
  readonly name: string;
  readonly bindings: readonly Binding[];
  /** Undefined where it would change nothing of this call. */
  readonly message: (call: Call, service: WireService) => Message | undefined;
  /**
   * The same way of sending with nothing in it by which it can be told. A server that refuses it has not got
   * this way at all, by the standard itself: then nothing more is sent so.
   */
  readonly offered?: Variant["message"];
  /** HTTP statuses by which a server may decline this way of sending, by the standard itself. */
  readonly declinedBy?: readonly number[];
}
