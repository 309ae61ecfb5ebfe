import type { Binding } from "../../model/binding.ts";
import type { Call } from "../../model/call.ts";
import type { WireService } from "../../wire/encode/wire-request.ts";
import type { Message } from "../relation/send-message.ts";
import type { Canary } from "./canary.ts";

/** One hostile message. */
export interface Attack {
  /** As counterexamples name it. */
  readonly name: string;
  /** The text by itself, of an attack that is one text as the value of one kind of parameter. */
  readonly text?: string;
  readonly bindings: readonly Binding[];
  /** Undefined where it makes no sense for this call, or the server cannot reach the canary. */
  readonly message: (
    call: Call,
    service: WireService,
    canary: Canary | undefined,
  ) => Message | undefined;
  /** No server may answer it with success. */
  readonly neverAccepted: boolean;
  /** It is the ticket: a server that does not look at it has nothing to refuse. */
  readonly isTicket?: true;
  /** Broken or huge as HTTP: closing the connection is a clean refusal. */
  readonly mayClose?: boolean;
  /** Large: worth sending where it may break something, not where only words are looked for. */
  readonly heavy?: boolean;
  /** Leads a server to the canary, if it lets itself be led. */
  readonly leads?: boolean;
}
