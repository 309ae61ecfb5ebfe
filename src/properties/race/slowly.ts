import type { ServiceName, ServiceTarget } from "../../model/target.ts";
import type { SendValues } from "../../run/case/build-call.ts";
import type { CaseState } from "../../run/case/case-state.ts";
import type { OpenTarget } from "../../run/target/open-target.ts";
import { type Sent, sendCall } from "../../run/target/service-client.ts";

/** Milliseconds between the two parts of a body: several calls of a server that is near. */
const PAUSE_MS = 16;

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

function sendSlowly(open: OpenTarget, service: ServiceName, values: SendValues): Promise<Sent> {
  const call = open.callOf(service, values);
  const entry = open.target.services[service] as ServiceTarget;
  const { client } = open;
  const send: OpenTarget["client"]["send"] = (request) =>
    client.send({ ...request, pauseMs: PAUSE_MS });
  return sendCall({ ...client, send }, entry, call);
}
