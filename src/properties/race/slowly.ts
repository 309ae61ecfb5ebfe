import type { ServiceName, ServiceTarget } from "../../model/target.ts";
import type { SendValues } from "../../run/case/build-call.ts";
import type { CaseState } from "../../run/case/case-state.ts";
import { wireServiceOf } from "../../run/service/wire-service.ts";
import { type Sent, sendCall } from "../../run/target/service-client.ts";
import type { CaseTarget } from "../../run/target/target-parts.ts";

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

function sendSlowly(open: CaseTarget, service: ServiceName, values: SendValues): Promise<Sent> {
  const call = open.callOf(service, values);
  const entry = open.target.services[service] as ServiceTarget;
  const { client } = open;
  const send: CaseTarget["client"]["send"] = (request) =>
    client.send({ ...request, transfer: IN_HALVES });
  return sendCall({ ...client, send }, wireServiceOf(open.services[service], entry), call);
}
