import type { Call } from "../../model/call.ts";
import type { CurlCommand } from "../curl/curl-command.ts";
import type { CurlStep } from "../curl/curl-step.ts";
import type { WireRequest, WireService } from "../encode/wire-request.ts";

/** A binding on the wire: what its traits (`src/model/binding-table.ts`) cannot say. */
export interface BindingCodec {
  /**
   * A call as an HTTP request, without the lines that a service has with every one. Pure: equal calls make
   * equal requests, of any string that a generator may come up with.
   */
  readonly encode: (call: Call, service: WireService) => WireRequest;
  /** The same call as a command of curl. */
  readonly curl: (step: CurlStep) => CurlCommand;
}
