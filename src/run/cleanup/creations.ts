import { type Answer, isAccepted, isRefused } from "../../judge/answer/answer.ts";
import { describeAnswer } from "../../judge/answer/describe-answer.ts";
import { isServerError } from "../../judge/answer/is-server-error.ts";
import { refusesCredential } from "../../judge/answer/told-errors.ts";
import { evaluate, evaluateEach } from "../../judge/checks/evaluate.ts";
import type { Scope, ScopeValue } from "../../judge/checks/scope.ts";
import { type Binding, firstBinding } from "../../model/binding.ts";
import type { Operation, PlacedCall } from "../../model/operation.ts";
import type { ServiceName } from "../../model/target.ts";
import { textOf } from "../../model/text-of.ts";
import type { JsonValue } from "../../model/value.ts";
import { referencesIn } from "../../rules/check/references.ts";
import { describeFailure } from "../case/describe-failure.ts";
import { lacks } from "../target/lacks.ts";
import { bindingFor } from "../target/service-client.ts";
import { SetUpError } from "../target/sessions.ts";
import type { KnownTarget, Remover } from "../target/target-parts.ts";
import type { Noted } from "./journal.ts";
import type { Left } from "./leftovers.ts";

/** Something that a case made on the server, and how to remove it. */
export interface Creation {
  readonly what: string;
  readonly id: string;
  readonly service: ServiceName;
  readonly operation: string;
  readonly with: Readonly<Record<string, JsonValue>>;
  /** Where the call goes that removes it, where that is not the documented path. */
  readonly at?: string;
  readonly credential: string | undefined;
  /** Its entry in the journal of the run. */
  readonly noted?: Noted;
}

/**
 * What a call of an operation made; undefined when it makes nothing, or the answer names nothing. An
 * id in the answer counts also when the call was refused: a server may err in that.
 */
export function creationOf(
  operation: Operation,
  made: {
    readonly accepted: boolean;
    /** Values of the answer; those of JSON may hold others. */
    readonly answer: Readonly<Record<string, JsonValue>>;
    /** By lower-case name. */
    readonly headers?: Readonly<Record<string, string>>;
    readonly with: Readonly<Record<string, JsonValue>>;
  },
  credential: string | undefined,
): Creation | undefined {
  const { creates } = operation;
  if (!creates) return undefined;
  if (!made.accepted && !isNamedByAnswer(creates)) return undefined;
  const scope = new Map<string, ScopeValue>([
    ["answer", made.answer],
    ["headers", made.headers ?? {}],
    ["with", made.with],
  ]);
  try {
    const id = textOf(evaluate(creates.id, scope));
    scope.set("id", id);
    const args = evaluateEach(creates.remove.with, scope);
    const { what, remove } = creates;
    if (id === "" || id.length > MOST_ID_CHARS) return undefined;
    const call = {
      service: operation.service,
      operation: remove.call,
      with: args,
      ...placeOf(remove, scope),
    };
    return { what, id, ...call, credential };
  } catch {
    return undefined;
  }
}

/** No server can be asked for what has a longer name, and no journal keeps it. */
const MOST_ID_CHARS = 16 * 1024;

function placeOf({ at }: PlacedCall, scope: Scope): { readonly at?: string } {
  return at === undefined ? {} : { at: textOf(evaluate(at, scope)) };
}

/** Whether only an answer names what was made, as it does handlers; documents are named by the call. */
export function isNamedByAnswer({ id }: NonNullable<Operation["creates"]>): boolean {
  return referencesIn(id).some((reference) => /^\$(?:answer|headers)\./.test(reference));
}

/**
 * Removes a creation; what could not be removed is added to the leftovers of the run, of which one is tried again
 * when another thing was removed.
 */
export async function remove(open: Remover, creation: Creation): Promise<void> {
  const tryIt = async (): Promise<Left | undefined> => {
    const left = await tryRemove(open, creation, "made");
    if (left === undefined) creation.noted?.gone();
    return left;
  };
  const left = await tryIt();
  if (left === undefined) await open.leftovers.tryOne();
  else {
    const { what, id, noted } = creation;
    open.leftovers.add({ what, id, left, again: tryIt, forgotten: () => noted?.lost() });
  }
}

/**
 * Removes a creation, or finds it gone; why it is still there, where that is so.
 *
 * @param creation.unsure whether the call that makes it got no answer
 * @param because `made` where this very run made it
 */
export async function tryRemove(
  open: Remover,
  creation: Omit<Creation, "noted"> & { readonly unsure?: boolean },
  because?: "made",
): Promise<Left | undefined> {
  const operation = open.operations[creation.service]?.[creation.operation];
  if (!operation) return never(`no rule file describes ${creation.operation}`);
  if (lacks(open.target, operation.service, operation.name)) {
    return never(`the target does not offer ${operation.name}`);
  }
  try {
    const sendAs = (credential: string | undefined) =>
      open.send(operation.service, {
        operation: operation.name,
        binding: preferredBinding(open, operation),
        with: creation.with,
        at: creation.at,
        without: [],
        credential,
        rename: {},
        because,
      });
    const { credential = "" } = creation;
    let { reply, answer } = await sendAs(creation.credential);
    // The session may have ended since; or it was made with no ticket that is good for anything.
    if (answer && refusesCredential(answer)) {
      const sessions = open.sessionsOf(operation.service);
      const another = sessions.isOurs(credential)
        ? sessions.instead(credential)
        : sessions.ticket("owner");
      ({ reply, answer } = await sendAs(await another));
    }
    if (!answer) return { why: describeFailure(reply), mayPass: true };
    if (isAccepted(answer) || (await isGone(open, creation, answer))) return undefined;
    // What nobody said was made, and a server in order refuses to remove, was never made.
    const isRefusal = isRefused(answer) && !refusesCredential(answer) && !isServerError(answer);
    if (creation.unsure && isRefusal) return undefined;
    return { why: describeAnswer(answer), mayPass: !isRefusal };
  } catch (error) {
    if (!(error instanceof SetUpError)) throw error;
    return never(error.message);
  }
}

function never(why: string): Left {
  return { why, mayPass: false };
}

/** HTTP statuses by which a REST server says that there is nothing to delete any more. */
const GONE: readonly number[] = [404, 410];

/**
 * Whether a refusal to remove something means that it is there no more. Where the service has a call that
 * would give it to whoever made it, the server is asked.
 */
async function isGone(
  open: Remover,
  creation: Omit<Creation, "noted">,
  answer: Answer,
): Promise<boolean> {
  if (answer.kind === "json" || answer.kind === "http") return GONE.includes(answer.status);
  const { target } = open;
  const operations = open.operations[creation.service] ?? {};
  const found = Object.values(operations).find(
    ({ creates }) => creates?.remove.call === creation.operation && creates.find !== undefined,
  )?.creates?.find;
  const read = found && operations[found.call];
  if (!found || !read || lacks(target, read.service, read.name)) return false;
  const scope = new Map<string, ScopeValue>([["id", creation.id]]);
  const { answer: seen } = await open.send(read.service, {
    operation: read.name,
    binding: preferredBinding(open, read),
    with: evaluateEach(found.with, scope),
    ...placeOf(found, scope),
    without: [],
    credential: creation.credential,
    rename: {},
  });
  return seen !== undefined && isRefused(seen);
}

/** What its service prefers, where the operation has it. */
function preferredBinding({ target }: KnownTarget, operation: Operation): Binding {
  const preferred = target.services[operation.service]?.bindings[0];
  return bindingFor(operation, preferred ?? firstBinding(operation.bindings));
}
