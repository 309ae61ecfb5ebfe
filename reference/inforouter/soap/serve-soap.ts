import type { IncomingMessage, ServerResponse } from "node:http";
import type { SoapStyle } from "../../dialect/soap-style.ts";
import type { FaultName, Faults } from "../../faults.ts";
import { HttpRefusal } from "../../http/http-refusal.ts";
import { respond } from "../../http/respond.ts";
import { respondBase64 } from "../../http/respond-base64.ts";
import { bindSoap } from "../../reported/soap.ts";
import type { Answer } from "../answer.ts";
import type { Arguments } from "../call.ts";
import { invoke } from "../invoke.ts";
import type { FoldedMessage } from "../long-text.ts";
import type { Operation } from "../operation.ts";
import { receiveBody } from "../receive-body.ts";
import type { InfoRouterState } from "../state.ts";
import { renderAnswer } from "../xml/render.ts";
import { readSoap } from "./read-soap.ts";
import { renderFault, renderSoap } from "./render-soap.ts";
import { SERVICE_NAMESPACE } from "./soap-action.ts";
import { SoapFault } from "./soap-fault.ts";
import type { SoapRequest } from "./soap-request.ts";
import { announcedVersion, SOAP_VERSIONS } from "./soap-versions.ts";

/** Answers a SOAP request: what cannot be read is a fault with HTTP 500 (SOAP 1.1, 6.2). */
export async function serveSoap(
  request: IncomingMessage,
  response: ServerResponse,
  operations: ReadonlyMap<string, Operation>,
  state: InfoRouterState,
  faults: Faults<FaultName>,
): Promise<void> {
  const { soap, answers } = state.dialect;
  const { "content-type": contentType = "", soapaction } = request.headers;
  const wanted = String(soapaction).replace(/^.*\/|"$/g, "");
  const body = await receiveBody(request, wanted, faults);
  const version = announcedVersion(contentType, soap.versions);
  if (!version) throw new HttpRefusal(415, "A SOAP message is text/xml.");
  const action = Array.isArray(soapaction) ? soapaction[0] : soapaction;
  const type = SOAP_VERSIONS[version].contentType;
  try {
    const message = { version, body, contentType, action };
    const { operation, answer } = await call(message, operations, state, faults);
    if (answer.kind === "bytes") {
      const around = renderSoap(operation.name, MARK, version, answers).split(MARK);
      const [head = "", tail = ""] = around;
      return respondBase64(
        response,
        { status: 200, contentType: type },
        { head, bytes: answer.bytes, tail },
      );
    }
    const result = renderAnswer(answer, operation, "soap", answers, faults);
    const failed = answer.kind === "failure" && faults.has("errors-are-http-500");
    const xml = renderSoap(operation.name, result, version, answers);
    respond(response, failed ? 500 : 200, type, xml);
  } catch (error) {
    if (!(error instanceof SoapFault)) throw error;
    respond(response, 500, type, renderFault(error, version, answers));
  }
}

async function call(
  request: SoapRequest,
  operations: ReadonlyMap<string, Operation>,
  state: InfoRouterState,
  faults: Faults<FaultName>,
): Promise<{ readonly operation: Operation; readonly answer: Answer }> {
  const { soap } = state.dialect;
  const message = readSoap(request, soap, faults);
  const operation = operations.get(message.operation);
  if (!operation || isTakenAway(operation, faults)) {
    const action = `${SERVICE_NAMESPACE}${message.operation}`;
    throw new SoapFault(soap.unknownAction.replace("{action}", () => action));
  }
  const values = bindSoap(message.values, operation, faults);
  const value = unfolded(soapArguments(values, operation, soap, faults), message.folded);
  const answer = await invoke(operation, "soap11", value, state, faults);
  message.folded?.long.release();
  return { operation, answer };
}

/** The arguments with the long text for which a mark stands. */
function unfolded(value: Arguments, folded: FoldedMessage | undefined): Arguments {
  if (!folded) return value;
  const { mark, long } = folded;
  return (name) => {
    const given = value(name);
    if (typeof given !== "string" || !given.includes(mark)) return given;
    return given === mark ? long : given.replace(mark, () => long.text());
  };
}

/** The values of a message by documented name, as far as the dialect knows their spelling. */
export function soapArguments(
  values: ReadonlyMap<string, string>,
  { parameters }: Operation,
  { names }: SoapStyle,
  faults: Faults<"soap-takes-values-by-position" | "soap-refuses-no-bytes">,
): Arguments {
  const isEmpty = parameters.some(({ type, name }) => type === "bytes" && values.get(name) === "");
  if (isEmpty && faults.has("soap-refuses-no-bytes")) throw new SoapFault("There are no bytes.");
  if (faults.has("soap-takes-values-by-position")) {
    const inOrder = [...values.values()];
    return (name) => inOrder[parameters.findIndex((parameter) => parameter.name === name)];
  }
  switch (names) {
    case "documented":
      return (name) => values.get(name);
    case "documented-or-wsdl":
      return (name) => {
        const spelt = parameters.find((parameter) => parameter.name === name)?.wsdl;
        return values.get(name) ?? (spelt === undefined ? undefined : values.get(spelt));
      };
    case "any-case": {
      const folded = new Map([...values].map(([name, value]) => [name.toLowerCase(), value]));
      return (name) => folded.get(name.toLowerCase());
    }
    default:
      return names satisfies never;
  }
}

function isTakenAway({ switches }: Operation, faults: Faults<FaultName>): boolean {
  return switches?.soap11 !== undefined && faults.has(switches.soap11);
}

/** Stands for bytes in a message: no name has it. */
const MARK = "\0";
