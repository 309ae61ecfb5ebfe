import type { IncomingMessage, ServerResponse } from "node:http";
import type { FaultName, Faults } from "../../faults.ts";
import { HttpRefusal } from "../../http/http-refusal.ts";
import { readBody } from "../../http/read-body.ts";
import { respond } from "../../http/respond.ts";
import type { Answer } from "../answer.ts";
import type { Arguments } from "../call.ts";
import { invoke } from "../invoke.ts";
import type { Operation } from "../operation.ts";
import type { InfoRouterState } from "../state.ts";
import { renderAnswer } from "../xml/render.ts";
import { readSoap } from "./read-soap.ts";
import { renderFault, renderSoap } from "./render-soap.ts";
import { SoapFault } from "./soap-fault.ts";

const XML = "text/xml; charset=utf-8";

/** Answers a SOAP 1.1 request: what cannot be read is a fault with HTTP 500 (SOAP 1.1, 6.2). */
export async function serveSoap(
  request: IncomingMessage,
  response: ServerResponse,
  operations: ReadonlyMap<string, Operation>,
  state: InfoRouterState,
  faults: Faults<FaultName>,
): Promise<void> {
  const body = await readBody(request);
  const { "content-type": contentType = "", soapaction } = request.headers;
  if (!/^(?:text|application)\/xml\b/i.test(contentType)) {
    throw new HttpRefusal(415, "A SOAP message is text/xml.");
  }
  const action = Array.isArray(soapaction) ? soapaction[0] : soapaction;
  try {
    const message = readSoap(body, contentType, action, faults);
    const operation = operations.get(message.operation);
    if (!operation || isTakenAway(operation, faults)) {
      throw new SoapFault("There is no such operation.");
    }
    const value = argumentsOf(message.values, state.dialect.exactSoapNames);
    const answer = await invoke(operation, "soap11", value, state, faults);
    const result = renderResult(answer, operation, state, faults);
    const failed = answer.kind === "failure" && faults.has("errors-are-http-500");
    respond(response, failed ? 500 : 200, XML, renderSoap(operation.name, result));
  } catch (error) {
    if (!(error instanceof SoapFault)) throw error;
    respond(response, 500, XML, renderFault(error));
  }
}

function isTakenAway({ switches }: Operation, faults: Faults<FaultName>): boolean {
  return switches?.soap11 !== undefined && faults.has(switches.soap11);
}

function argumentsOf(values: ReadonlyMap<string, string>, exact: boolean): Arguments {
  if (exact) return (name) => values.get(name);
  const folded = new Map([...values].map(([name, value]) => [name.toLowerCase(), value]));
  return (name) => folded.get(name.toLowerCase());
}

function renderResult(
  answer: Answer,
  operation: Operation,
  { dialect }: InfoRouterState,
  faults: Faults<FaultName>,
): string {
  if (answer.kind === "bytes") return answer.bytes.toString("base64");
  return renderAnswer(answer, dialect.envelope(operation.name), operation, faults, ' xmlns=""');
}
