import { isAccepted } from "../../judge/answer/answer.ts";
import { valuesOf } from "../../judge/answer/values-of.ts";
import type { Binding } from "../../model/binding.ts";
import type { Operation } from "../../model/operation.ts";
import { buildCall } from "../case/build-call.ts";
import type { Creation } from "../cleanup/creations.ts";
import { keepMade, noteCall } from "../cleanup/keep-made.ts";
import { removeEntry } from "../cleanup/remove-entry.ts";
import { wireServiceOf } from "../service/wire-service.ts";
import type { HarmlessValues } from "./harmless-call.ts";
import { type Sent, sendCall } from "./service-client.ts";
import type { Remover } from "./target-parts.ts";

/** The name of an operation that no server has. */
export const NO_SUCH_OPERATION = "AssayNoSuchOperation";
/** In REST it is a path. */
export const NO_SUCH_PATH = "/assay-no-such-operation";

/** Sends the harmless call of an operation; what a server makes of it all the same is removed at once. */
export async function sendHarmlessly(
  open: Remover,
  operation: Operation,
  binding: Binding,
  values: HarmlessValues,
): Promise<Sent> {
  const noted = noteCall(open, operation, { as: "owner", with: values.with });
  const sent = await open.send(operation.service, {
    operation: operation.name,
    binding,
    ...values,
    without: [],
    rename: {},
    because: "harmless",
  });
  const { reply, answer } = sent;
  if (answer && !isAccepted(answer)) {
    noted?.gone();
    return sent;
  }
  const creations: Creation[] = [];
  const outcome = { reply, answer, values: valuesOf(answer), with: values.with };
  keepMade(operation, outcome, { noted, credential: values.credential, creations });
  for (const { what, id, operation: call, with: args, at } of creations) {
    const remove = { call, with: args, ...(at === undefined ? {} : { at }) };
    const entry = {
      n: call,
      target: open.target.name,
      what,
      id,
      remove,
      unsure: answer === undefined,
    };
    const why = await removeEntry(open, entry, "made");
    if (why === undefined) noted?.gone();
    else {
      const left = { why, mayPass: false };
      open.leftovers.add({ what, id, left, forgotten: () => noted?.lost() });
    }
  }
  return sent;
}

/** The same call of an operation that no server has. */
export function sendNoSuch(
  open: Remover,
  operation: Operation,
  binding: Binding,
  values: HarmlessValues,
): Promise<Sent> {
  const service = open.target.services[operation.service];
  if (!service) throw new Error(`the target has no ${operation.service}`);
  const { http } = operation;
  const twin: Operation = {
    ...operation,
    name: NO_SUCH_OPERATION,
    ...(http ? { http: { ...http, path: NO_SUCH_PATH } } : {}),
  };
  const parts = { operation: twin, binding, ...values, without: [], rename: {} };
  const wire = wireServiceOf(open.services[operation.service], service);
  return sendCall(open.client, wire, buildCall(parts));
}
