import type { Parameter } from "../../model/operation.ts";
import type { ServiceName } from "../../model/target.ts";
import type { SendValues } from "../../run/case/build-call.ts";
import { buildCall } from "../../run/case/build-call.ts";
import type { CaseState } from "../../run/case/case-state.ts";
import { spellingOf, wireServiceOf } from "../../run/service/wire-service.ts";
import type { OpenTarget } from "../../run/target/open-target.ts";
import { type Sent, sendCall } from "../../run/target/service-client.ts";
import { SetUpError } from "../../run/target/sessions.ts";

/** The pause is as long as several calls of a server that is near. */
const IN_HALVES = { parts: 2 };

/**
 * The same case, whose calls send their body in two parts with a pause between: a call that is
 * certainly in flight for that long. It shares everything else with the case.
 */
export function slowly(state: CaseState): CaseState {
  const { open } = state;
  return {
    ...state,
    open: { ...open, send: (service, values) => sendSlowly(open, service, values) },
  };
}

function sendSlowly(
  open: OpenTarget,
  service: ServiceName,
  { operation: name, spelling, ...values }: SendValues,
): Promise<Sent> {
  const { target, operations } = open;
  const entry = target.services[service];
  const operation = operations[service]?.[name];
  if (!entry || !operation) throw new SetUpError(`the target offers no ${name}`);
  const described = open.services[service];
  const wanted = spelling ?? spellingOf(described, entry);
  const call = buildCall({
    ...values,
    operation,
    ...(wanted === "wsdl"
      ? { spelling: (parameter: Parameter) => open.wsdlSpelling(operation, parameter) }
      : {}),
  });
  const { client } = open;
  const send: OpenTarget["client"]["send"] = (request) =>
    client.send({ ...request, transfer: IN_HALVES });
  return sendCall({ ...client, send }, wireServiceOf(described, entry), call);
}
