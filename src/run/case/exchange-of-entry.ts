import type { Exchange } from "../../model/exchange.ts";
import { toExchange } from "../../wire/redact/exchange.ts";
import type { SecretKeeper } from "../target/target-parts.ts";
import type { TraceEntry } from "./trace.ts";

/** What went over the wire for a call of a case, redacted; undefined where no request of ours did. */
export function exchangeOfEntry(
  { sent }: TraceEntry,
  { secrets }: Pick<SecretKeeper, "secrets">,
): Exchange | undefined {
  return sent && toExchange(sent.request, sent.reply, secrets);
}
