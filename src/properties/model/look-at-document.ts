import type { Answer } from "../../judge/answer/answer.ts";
import { ticketError } from "../../judge/answer/ticket-error.ts";
import { matchBytes } from "../../judge/checks/match-bytes.ts";
import type { Mismatch } from "../../judge/checks/mismatch.ts";
import type { Binding } from "../../model/binding.ts";
import type { JsonValue } from "../../model/value.ts";
import { callOnce } from "../../run/case/call-once.ts";
import type { CaseState } from "../../run/case/case-state.ts";
import { LIVE_TICKET } from "./judge-outcome.ts";

/** How a document reads, beside the bytes that it should have. */
export interface SeenDocument {
  readonly answer: Answer;
  readonly differences: readonly Mismatch[];
  /** The number of the answer among the steps. */
  readonly step: number;
  /** The ticket was refused, so that nothing is known of the document. */
  readonly isTicketRefused: boolean;
}

/** What a document that could not be read for its ticket breaks. */
export const TICKET_REFUSED = {
  statements: LIVE_TICKET.breaks,
  kind: `expected ${LIVE_TICKET.what}, got ticket error`,
};

/** Reads a document and compares it with the bytes that it should have. */
export async function lookAtDocument(
  path: JsonValue,
  bytes: Buffer,
  { as, over }: { readonly as: string; readonly over: Binding },
  state: CaseState,
): Promise<SeenDocument> {
  state.scope.set("modelled", bytes);
  const read = () => callOnce({ call: "DownloadDocument", as, with: { Path: path } }, over, state);
  const answer = await read();
  const differences = differencesOf(answer, state);
  const step = state.trace.length;
  const isTicketRefused =
    (answer.kind === "element" && ticketError(answer) !== undefined) ||
    // A failure may be an empty body. It is no lost document where the next read has it.
    (differences.length > 0 &&
      answer.kind === "document" &&
      answer.bytes.length === 0 &&
      differencesOf(await read(), state).length === 0);
  return { answer, differences, step, isTicketRefused };
}

function differencesOf(answer: Answer, { scope, seen }: CaseState): readonly Mismatch[] {
  return matchBytes("$modelled", { answer, scope, seen, chosen: () => undefined });
}
