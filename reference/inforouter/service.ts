import type { IncomingMessage, ServerResponse } from "node:http";
import type { FaultName, Faults } from "../faults.ts";
import { type FormFields, parseForm } from "../http/form.ts";
import { HttpRefusal } from "../http/http-refusal.ts";
import { parseMultipart } from "../http/multipart.ts";
import { readBody } from "../http/read-body.ts";
import { respond, respondPlain } from "../http/respond.ts";
import type { Answer } from "./answer.ts";
import type { Arguments } from "./call.ts";
import { invoke } from "./invoke.ts";
import type { InfoRouterBinding, Operation } from "./operation.ts";
import { OPERATIONS } from "./operations.ts";
import { serveSoap } from "./soap/serve-soap.ts";
import { renderWsdl } from "./soap/wsdl.ts";
import type { InfoRouterState } from "./state.ts";
import { renderAnswer } from "./xml/render.ts";

/** The path of the service; operations lie below it. */
export const SERVICE_PATH = "/srv.asmx";

/** Answers a request below `SERVICE_PATH`. Rejects with an `HttpRefusal`, or for a bug. */
export type InfoRouterService = (
  request: IncomingMessage,
  response: ServerResponse,
  path: string,
  query: string,
) => Promise<void>;

/** The service at `address`, over its state. */
export function createInfoRouterService(
  address: string,
  state: InfoRouterState,
  faults: Faults<FaultName>,
): InfoRouterService {
  const operations: readonly Operation[] = OPERATIONS;
  const routes = new Map(
    operations.map((operation) => [`${SERVICE_PATH}/${operation.name}`, operation]),
  );
  const byName = new Map(operations.map((operation) => [operation.name, operation]));
  const wsdl = renderWsdl(operations, address);

  return async (request, response, path, query) => {
    if (path === SERVICE_PATH) {
      if (request.method === "POST") return serveSoap(request, response, byName, state, faults);
      if (request.method !== "GET") throw methodNotAllowed();
      if (/^wsdl$/i.test(query)) return respond(response, 200, XML, wsdl);
      return respondPlain(response, 200, `The description of this service is at ${address}?WSDL`);
    }
    const operation = routes.get(path);
    if (!operation) throw new HttpRefusal(404, "There is no such operation.");
    const binding = bindingOf(request);
    refuseBinding(operation, binding, faults);
    const fields = binding === "get" ? parseForm(query) : await readFields(request);
    const value: Arguments = (name) => fields.get(name.toLowerCase());
    const answer = await invoke(operation, binding, value, state, faults);
    send(response, answer, operation, state, faults);
  };
}

/** The faults that are asked for here, besides those of the operation. */
export type ServiceFault = "errors-are-http-500";

const XML = "text/xml; charset=utf-8";

function bindingOf({ method }: IncomingMessage): InfoRouterBinding {
  if (method === "GET") return "get";
  if (method === "POST") return "post";
  throw methodNotAllowed();
}

function methodNotAllowed(): HttpRefusal {
  return new HttpRefusal(405, "Only GET and POST are served.", { Allow: "GET, POST" });
}

/** Refuses a binding that the operation has not, or that a fault takes away. */
function refuseBinding(
  { bindings, switches }: Operation,
  binding: InfoRouterBinding,
  faults: Faults<FaultName>,
): void {
  const fault = switches?.[binding];
  if (fault && faults.has(fault)) throw new HttpRefusal(404, "There is no such operation.");
  if (!bindings || bindings.includes(binding)) return;
  throw new HttpRefusal(415, "This operation takes its parameters from a body.");
}

async function readFields(request: IncomingMessage): Promise<FormFields> {
  const body = await readBody(request);
  const contentType = request.headers["content-type"] ?? "";
  if (/^multipart\/form-data\b/i.test(contentType)) return parseMultipart(body, contentType);
  // a call without parameters needs no content type
  if (body.length === 0 || /^application\/x-www-form-urlencoded\b/i.test(contentType)) {
    return parseForm(body.toString("utf8"));
  }
  throw new HttpRefusal(415, "The body is not form data.");
}

function send(
  response: ServerResponse,
  answer: Answer,
  operation: Operation,
  { dialect }: InfoRouterState,
  faults: Faults<FaultName>,
): void {
  if (answer.kind === "bytes") {
    respond(response, 200, answer.contentType, answer.bytes);
    return;
  }
  const envelope = dialect.envelope(operation.name);
  const xml = dialect.prolog + renderAnswer(answer, envelope, operation, faults);
  // ALL-07: HTTP 200, success or error
  const status = answer.kind === "failure" && faults.has("errors-are-http-500") ? 500 : 200;
  respond(response, status, XML, xml);
}
