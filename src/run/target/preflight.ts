import { baseUrlHints } from "../../config/targets/base-url-hints.ts";
import type { Answer } from "../../judge/answer/answer.ts";
import { describeAnswer } from "../../judge/answer/describe-answer.ts";
import type { ServiceName } from "../../model/target.ts";
import { describeFailure } from "../case/describe-failure.ts";
import { guidOf } from "../case/seed.ts";
import { lacks } from "./lacks.ts";
import type { OpenTarget } from "./open-target.ts";
import { bindingFor, type Sent } from "./service-client.ts";

/** Whether a service can be judged at all; `reason` says why not, and what to look at. */
export type Preflight =
  | { readonly ok: true; readonly answered: string; readonly call?: HarmlessCall }
  | { readonly ok: false; readonly reason: string };

/**
 * Sends the cheapest calls of a service until one gets an answer of its protocol. Creates nothing.
 * A service that answers nothing readable is not judged: its rules would all say the same.
 */
export async function preflight(open: OpenTarget, service: ServiceName): Promise<Preflight> {
  const entry = open.target.services[service];
  if (!entry) return { ok: false, reason: `the target does not offer ${service}` };
  let last: Sent | undefined;
  for (const call of CALLS[service]) {
    if (!open.operations[call] || lacks(open.target, service, call)) continue;
    last = await sendHarmless(open, service, call);
    if (last.reply.kind === "failure") break;
    if (last.answer && isProtocol(last.answer)) return { ok: true, answered: call, call };
  }
  const where = entry.baseUrl;
  if (!last) return { ok: true, answered: "nothing: the target offers none of the harmless calls" };
  if (last.reply.kind === "failure") {
    return { ok: false, reason: `${where} cannot be reached: ${describeFailure(last.reply)}` };
  }
  const said = last.answer ? describeAnswer(last.answer) : "nothing";
  const hints = [`is its baseUrl right?`, ...baseUrlHints(open.target)].join(" ");
  return { ok: false, reason: `${where} does not speak ${service}: it answers ${said}; ${hints}` };
}

/** Calls that change nothing, the likeliest to be offered first. */
const CALLS = {
  inforouter: ["ServerInfo", "isValidTicket", "DeleteUploadHandler", "DeleteDownloadHandler"],
  apidatatools: ["DeleteUpload"],
} as const satisfies Readonly<Record<ServiceName, readonly string[]>>;

export type HarmlessCall = (typeof CALLS)[ServiceName][number];

/** Sends one of the calls that change nothing, by default with a ticket or key that was never issued. */
export function sendHarmless(
  open: OpenTarget,
  service: ServiceName,
  call: HarmlessCall,
  credential = guidOf(open.seed, "preflight"),
): Promise<Sent> {
  const operation = open.operations[call];
  const offered = open.target.services.inforouter?.bindings[0] ?? "get";
  const wanted = service === "inforouter" ? offered : "rest";
  return open.send(service, {
    operation: call,
    binding: operation ? bindingFor(operation, wanted) : wanted,
    with: argumentsOf(call, open.seed),
    without: [],
    credential,
    rename: {},
  });
}

function argumentsOf(call: HarmlessCall, seed: number): Readonly<Record<string, string>> {
  const guid = guidOf(seed, "preflight");
  switch (call) {
    case "DeleteUploadHandler":
      return { UploadHandler: guid };
    case "DeleteDownloadHandler":
      return { DownloadHandler: guid };
    case "DeleteUpload":
      return { "x-upload-id": `upl_${guid.replaceAll("-", "")}` };
    default:
      return {};
  }
}

function isProtocol(answer: Answer): boolean {
  if (answer.kind === "json") return answer.value !== undefined;
  return answer.kind === "element" || (answer.kind === "refusal" && answer.by === "soap");
}
