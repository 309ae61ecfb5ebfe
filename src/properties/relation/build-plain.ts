import { evaluateEach, plain } from "../../judge/checks/evaluate.ts";
import type { Binding } from "../../model/binding.ts";
import type { Call } from "../../model/call.ts";
import type { Principal } from "../../model/value.ts";
import type { CallValues } from "../../run/case/call-once.ts";
import type { CaseState } from "../../run/case/case-state.ts";
import { bindingFor } from "../../run/target/service-client.ts";

/** A call as `callOnce` would send it, before it is encoded, and with whose ticket. */
export async function buildPlain(
  step: CallValues,
  wanted: Binding,
  { open, rule, scope, ticket }: CaseState,
): Promise<{ readonly call: Call; readonly credential: string | undefined }> {
  const operation = open.operations[rule.service]?.[step.call];
  if (!operation) throw new Error(`no rule file describes ${step.call}`);
  const credential = await ticket(plain(step.as ?? "owner", scope) as Principal);
  const call = open.callOf(operation.service, {
    operation: step.call,
    binding: bindingFor(operation, wanted),
    with: evaluateEach(step.with ?? {}, scope),
    without: step.without ?? [],
    credential,
    rename: {},
    ...(step.at === undefined ? {} : { at: String(plain(step.at, scope)) }),
  });
  return { call, credential };
}
