import { type Answer, isAccepted, isRefused } from "../../judge/answer/answer.ts";
import { jsonOf } from "../../judge/answer/body-of.ts";
import type { Reply } from "../../model/call.ts";
import type { Operation } from "../../model/operation.ts";
import type { JsonValue } from "../../model/value.ts";
import type { Cleanup, KnownTarget } from "../target/target-parts.ts";
import { type Creation, creationOf, isNamedByAnswer } from "./creations.ts";
import type { Noted } from "./journal.ts";
import type { JournalEntry } from "./journal-entry.ts";

type Arguments = Readonly<Record<string, JsonValue>>;

/**
 * Writes into the journal that a call is about to be made which creates something; undefined where it
 * creates nothing. What the call itself names is written down with its name.
 */
export function noteCall(
  open: KnownTarget & Cleanup,
  operation: Operation,
  call: { readonly as: unknown; readonly with: Arguments },
): Noted | undefined {
  if (!operation.creates) return undefined;
  const named = isNamedByAnswer(operation.creates)
    ? undefined
    : creationOf(operation, { accepted: true, answer: {}, with: call.with }, undefined);
  return open.journal.note({
    target: open.target.name,
    what: operation.creates.what,
    service: operation.service,
    as: call.as === "stranger" ? "stranger" : "owner",
    ...(named ? { ...entryOf(named), unsure: true } : {}),
  });
}

/**
 * Adds what a call made to what its case removes at the end. Where no answer came, what the call
 * itself names may be there all the same; what only an answer would name stays in the journal as
 * asked for.
 */
export function keepMade(
  operation: Operation,
  outcome: {
    readonly reply: Reply | undefined;
    readonly answer: Answer | undefined;
    readonly values: Readonly<Record<string, string>>;
    readonly with: Arguments;
    /** The request was broken on purpose: that it gets no answer is what servers do. */
    readonly broken?: boolean;
  },
  account: {
    readonly noted: Noted | undefined;
    readonly credential: string | undefined;
    readonly creations: Creation[];
  },
): void {
  if (!operation.creates) return;
  const { reply, answer, values } = outcome;
  const { noted, credential, creations } = account;
  const isSettled = answer !== undefined && (isAccepted(answer) || isRefused(answer));
  const neverSent = reply?.kind === "failure" && reply.code === "refused";
  const accepted = isSettled ? isAccepted(answer) : !neverSent;
  const headers = reply?.kind === "response" ? reply.headers : {};
  const made = { accepted, answer: nested(values, answer), headers, with: outcome.with };
  const creation = creationOf(operation, made, credential);
  // A further version of a document is removed with the document.
  const isNew = !creations.some(({ what, id }) => what === creation?.what && id === creation.id);
  if (creation && isNew) {
    noted?.made({ ...entryOf(creation), ...(answer === undefined ? {} : { unsure: false }) });
    creations.push(noted ? { ...creation, noted } : creation);
  } else if (creation || isSettled || neverSent || outcome.broken) noted?.gone();
  else noted?.lost();
}

/** The values, and what is no text among the members of JSON as it came. */
function nested(
  values: Readonly<Record<string, string>>,
  answer: Answer | undefined,
): Readonly<Record<string, JsonValue>> {
  const whole = answer && jsonOf(answer);
  if (typeof whole !== "object" || !whole) return values;
  const inner = Object.entries(whole).filter(([, value]) => typeof value === "object");
  return { ...values, ...(Object.fromEntries(inner) as Readonly<Record<string, JsonValue>>) };
}

function entryOf({ id, operation, with: args, at }: Creation): Pick<JournalEntry, "id" | "remove"> {
  return { id, remove: { call: operation, with: args, ...(at === undefined ? {} : { at }) } };
}
