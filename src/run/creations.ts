import { isAccepted } from "../judge/answer.ts";
import { describeAnswer } from "../judge/describe-answer.ts";
import { evaluate, plain } from "../judge/evaluate.ts";
import type { ScopeValue } from "../judge/scope.ts";
import type { Operation } from "../model/operation.ts";
import type { Plain } from "../model/value.ts";
import { referencesIn } from "../rules/references.ts";
import { describeFailure } from "./describe-failure.ts";
import type { OpenTarget } from "./open-target.ts";
import { bindingFor } from "./service-client.ts";
import { SetUpError } from "./sessions.ts";

/** Something that a case made on the server, and how to remove it. */
export interface Creation {
  readonly what: string;
  readonly id: string;
  readonly operation: string;
  readonly with: Readonly<Record<string, Plain>>;
  readonly credential: string | undefined;
}

/**
 * What a call of an operation made; undefined when it makes nothing, or the answer names nothing. An
 * id in the answer counts also when the call was refused: a server may err in that.
 */
export function creationOf(
  operation: Operation,
  made: {
    readonly accepted: boolean;
    readonly answer: Readonly<Record<string, string>>;
    readonly with: Readonly<Record<string, Plain>>;
  },
  credential: string | undefined,
): Creation | undefined {
  const { creates } = operation;
  if (!creates) return undefined;
  const named = referencesIn(creates.id).some((reference) => reference.startsWith("$answer."));
  if (!made.accepted && !named) return undefined;
  const scope = new Map<string, ScopeValue>([
    ["answer", made.answer],
    ["with", made.with],
  ]);
  try {
    const id = String(evaluate(creates.id, scope));
    scope.set("id", id);
    const args = plain(creates.remove.with, scope) as Readonly<Record<string, Plain>>;
    const { what, remove } = creates;
    return id === "" ? undefined : { what, id, operation: remove.call, with: args, credential };
  } catch {
    return undefined;
  }
}

/** HTTP status by which the second vendor says that there is nothing to delete any more. */
const GONE = 404;

/** Removes a creation; what could not be removed is added to the leftovers of the run. */
export async function remove(open: OpenTarget, creation: Creation): Promise<void> {
  const operation = open.operations[creation.operation];
  const left = (why: string): void => {
    open.leftovers.push(open.secrets.redact(`${creation.what} ${creation.id}: ${why}`));
  };
  if (!operation) return left(`no rule file describes ${creation.operation}`);
  const service = open.target.services[operation.service];
  if (!service || service.operations.absent.includes(operation.name)) {
    return left(`the target does not offer ${operation.name}`);
  }
  const offered = open.target.services.inforouter?.bindings[0] ?? "get";
  try {
    const { reply, answer } = await open.send(operation.service, {
      operation: operation.name,
      binding: bindingFor(operation, operation.service === "inforouter" ? offered : "rest"),
      with: creation.with,
      without: [],
      credential: creation.credential,
      rename: {},
    });
    if (!answer) return left(describeFailure(reply));
    const gone = answer.kind === "json" && answer.status === GONE;
    if (!isAccepted(answer) && !gone) left(describeAnswer(answer));
  } catch (error) {
    if (!(error instanceof SetUpError)) throw error;
    left(error.message);
  }
}
