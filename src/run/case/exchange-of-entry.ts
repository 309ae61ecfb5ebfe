import type { Exchange } from "../../model/exchange.ts";
import { toExchange } from "../../wire/redact/exchange.ts";
import type { OpenTarget } from "../target/open-target.ts";
import type { TraceEntry } from "./trace.ts";

/** What went over the wire for a call of a case, redacted; undefined where no request of ours did. */
export function exchangeOfEntry(
  { sent }: TraceEntry,
  { secrets }: Pick<OpenTarget, "secrets">,
): Exchange | undefined {
  return sent && toExchange(sent.request, sent.reply, secrets);
}
