import type { IncomingMessage } from "node:http";
import type { HttpStyle } from "../dialect/http-style.ts";
import type { FaultName, Faults } from "../faults.ts";
import { HttpRefusal } from "../http/http-refusal.ts";
import { respond, respondPlain } from "../http/respond.ts";
import { serveReported } from "../reported/requests.ts";
import { notingArrivals } from "./arrival.ts";
import type { InfoRouterBinding } from "./binding.ts";
import type { Arguments } from "./call.ts";
import { clumsily } from "./clumsily.ts";
import type { InfoRouterService } from "./info-router-service.ts";
import { invoke } from "./invoke.ts";
import { knowingClients } from "./leave-locked.ts";
import { losingLeft } from "./left-downloads.ts";
import type { Operation } from "./operation.ts";
import { OPERATIONS } from "./operations.ts";
import { foldName, readFields } from "./read-fields.ts";
import { sendAnswer } from "./send-answer.ts";
import { serveSoap } from "./soap/serve-soap.ts";
import { renderWsdl } from "./soap/wsdl.ts";
import type { InfoRouterState } from "./state.ts";
import { lockingStrays } from "./stray-locks.ts";

/** The path of the service; operations lie below it. */
export const SERVICE_PATH = "/srv.asmx";

/** The service at `address`, over its state. */
export function createInfoRouterService(
  address: string,
  state: InfoRouterState,
  faults: Faults<FaultName>,
): InfoRouterService {
  const { http, soap } = state.dialect;
  const operations: readonly Operation[] = OPERATIONS;
  const byName = new Map(operations.map((operation) => [operation.name, operation]));
  const wsdl = renderWsdl(operations, address, soap);

  const serve: InfoRouterService = async (request, response, path, query) => {
    for (const [name, value] of Object.entries(http.headers)) response.setHeader(name, value);
    http.screenQuery?.(query);
    if (path === SERVICE_PATH) {
      if (request.method === "POST") return serveSoap(request, response, byName, state, faults);
      if (request.method !== "GET") throw methodNotAllowed();
      if (/^wsdl$/i.test(query)) return respond(response, 200, "text/xml; charset=utf-8", wsdl);
      return respondPlain(response, 200, `The description of this service is at ${address}?WSDL`);
    }
    const name = path.slice(SERVICE_PATH.length + 1);
    const operation = path.startsWith(`${SERVICE_PATH}/`) ? byName.get(name) : undefined;
    if (!operation) throw http.unknownOperation(name);
    const binding = bindingOf(request);
    refuseBinding(operation, binding, http, faults);
    const fields = await readFields(request, binding, query, http, operation, faults);
    http.screenFields?.(fields);
    const value: Arguments = (parameter) => fields.get(foldName(parameter, http));
    const answer = await invoke(operation, binding, value, state, faults);
    sendAnswer(response, answer, operation, state.dialect.answers, faults);
  };
  const clumsy = clumsily(
    serveReported(
      lockingStrays(losingLeft(knowingClients(serve, faults), faults), state, faults),
      state,
      faults,
    ),
    state,
    faults,
  );
  return notingArrivals(clumsy, state.memory, faults);
}

function bindingOf({ method }: IncomingMessage): "get" | "post" {
  if (method === "GET") return "get";
  if (method === "POST") return "post";
  throw methodNotAllowed();
}

function methodNotAllowed(): HttpRefusal {
  return new HttpRefusal(405, "Only GET and POST are served.", { Allow: "GET, POST" });
}

/** Refuses a binding that the operation has not, or that a fault takes away. */
function refuseBinding(
  { name, bindings, switches }: Operation,
  binding: InfoRouterBinding,
  http: HttpStyle,
  faults: Faults<FaultName>,
): void {
  const fault = switches?.[binding];
  if (fault && faults.has(fault)) throw http.unknownOperation(name);
  if (bindings && !bindings.includes(binding)) throw http.needsBody(name);
}
