import type { IncomingMessage, ServerResponse } from "node:http";
import type { FaultName, Faults } from "../faults.ts";
import type { TusAnswer, TusHeaders } from "./answer.ts";
import { type CreateFault, create } from "./operations/create.ts";
import { type HeadFault, head } from "./operations/head.ts";
import { type OptionsFault, tellOptions, versions } from "./operations/options.ts";
import { type PatchFault, patch } from "./operations/patch.ts";
import { disposition, type ReadFault, read } from "./operations/read.ts";
import { type TerminateFault, terminate } from "./operations/terminate.ts";
import { header } from "./read-headers.ts";
import { offers, type TusState } from "./state.ts";
import type { TusCall } from "./tus-call.ts";
import { TusRefusal } from "./tus-refusal.ts";

/** Where uploads are created; they lie below it. */
export const TUS_PATH = "/files";

/** The faults that are asked for in the service and its operations. */
export type TusFault =
  | CreateFault
  | HeadFault
  | OptionsFault
  | PatchFault
  | ReadFault
  | TerminateFault
  | "tus-options-judges-version"
  | "tus-any-version-served"
  | "tus-other-version-is-400"
  | "tus-412-without-version"
  | "tus-412-is-done-all-the-same"
  | "tus-resumable-missing-on-refusals"
  | "tus-resumable-missing-on-head"
  | "tus-resumable-is-short"
  | "tus-override-ignored"
  | "tus-override-only-on-post"
  | "tus-bytes-beyond-ascii-end-service"
  | "tus-compressed-body-ends-service"
  | "tus-refusals-show-stack"
  | "tus-header-names-with-capitals-are-unknown"
  | "tus-unknown-headers-are-refused";

const VERSION = "1.0.0";

export function isTusPath(path: string): boolean {
  return path === TUS_PATH || path.startsWith(`${TUS_PATH}/`);
}

/** Answers a request to the creation URL or to an upload. Rejects only when the client went away. */
export async function serveTus(
  request: IncomingMessage,
  response: ServerResponse,
  path: string,
  state: TusState,
  faults: Faults<FaultName>,
): Promise<void> {
  const method = methodOf(request, faults);
  const call = { request, headers: request.headers, id: path.slice(TUS_PATH.length + 1) };
  try {
    if (isDerailed(request, state, faults)) throw new TusRefusal(500, "Internal server error.");
    checkHeaders(request, faults);
    const answer = await run(method, call, state, faults);
    send(response, { method, answer: withInjected(answer, call, state, faults) }, state, faults);
  } catch (error) {
    if (!(error instanceof TusRefusal)) throw error;
    const { status, headers, stack = "" } = error;
    const message = faults.has("tus-refusals-show-stack") ? stack : error.message;
    const text = { "Content-Type": "text/plain; charset=utf-8" };
    const answer = { status, headers: { ...text, ...headers }, body: Buffer.from(message) };
    send(response, { method, answer }, state, faults);
  }
}

/** Takes away headers, or refuses for them, what is none of a server's business. */
function checkHeaders({ headers, rawHeaders }: IncomingMessage, faults: Faults<TusFault>): void {
  if (faults.has("tus-header-names-with-capitals-are-unknown")) {
    const unknown = rawHeaders.filter((name) => /^(?:Upload|UPLOAD)-[\w-]+$/.test(name));
    for (const name of unknown) delete headers[name.toLowerCase()];
  }
  const isOdd = Object.keys(headers).some(
    (name) => name.startsWith("x-") && name !== "x-http-method-override",
  );
  if (isOdd && faults.has("tus-unknown-headers-are-refused")) {
    throw new TusRefusal(400, "There is no such header.");
  }
}

/** How many requests are answered 500 until a server that was put out of action is there again. */
const OUT_OF_ACTION = 4;
/** How many are left, by what a request of the faults has put out of action. */
const derailed = new WeakMap<TusState, number>();

function isDerailed(
  { headers, rawHeaders }: IncomingMessage,
  state: TusState,
  faults: Faults<TusFault>,
): boolean {
  const isOdd = rawHeaders.some((text) => /[^\x20-\x7e\t]/.test(text));
  const isPacked = headers["content-encoding"] !== undefined;
  if (isOdd && faults.has("tus-bytes-beyond-ascii-end-service")) derailed.set(state, OUT_OF_ACTION);
  if (isPacked && faults.has("tus-compressed-body-ends-service")) {
    derailed.set(state, OUT_OF_ACTION);
  }
  const left = derailed.get(state) ?? 0;
  derailed.set(state, left - 1);
  return left > 0;
}

// TUS-16, TUS-17: the method that counts
function methodOf({ method = "GET", headers }: IncomingMessage, faults: Faults<TusFault>): string {
  const override = header(headers, "X-HTTP-Method-Override");
  if (override === undefined || faults.has("tus-override-ignored")) return method;
  return method !== "POST" && faults.has("tus-override-only-on-post") ? method : override;
}

async function run(
  method: string,
  call: TusCall,
  state: TusState,
  faults: Faults<TusFault>,
): Promise<TusAnswer> {
  // TUS-45: OPTIONS is of no version
  const isJudged = method !== "OPTIONS" || faults.has("tus-options-judges-version");
  if (isJudged && method !== "GET") {
    const isOther = isOtherVersion(method, call, state, faults);
    if (isOther && faults.has("tus-412-is-done-all-the-same")) {
      await operate(method, call, state, faults);
    }
    if (isOther) throw otherVersion(state, faults);
  }
  return operate(method, call, state, faults);
}

function operate(
  method: string,
  call: TusCall,
  state: TusState,
  faults: Faults<TusFault>,
): TusAnswer | Promise<TusAnswer> {
  if (method === "OPTIONS") return tellOptions(state, faults);
  if (call.id === "") {
    if (method === "POST" && offers(state, "creation")) return create(call, state, faults);
    throw notAllowed(offers(state, "creation") ? "OPTIONS, POST" : "OPTIONS");
  }
  const ends = offers(state, "termination");
  if (method === "HEAD") return head(call, state, faults);
  if (method === "PATCH") return patch(call, state, faults);
  if (method === "GET") return read(call, state, faults);
  if (method === "DELETE" && ends) return terminate(call, state, faults);
  throw notAllowed(`GET, HEAD, OPTIONS, PATCH${ends ? ", DELETE" : ""}`);
}

// TUS-09
function isOtherVersion(
  method: string,
  { headers }: TusCall,
  { policy }: TusState,
  faults: Faults<TusFault>,
): boolean {
  const asked = header(headers, "Tus-Resumable");
  if (asked === undefined) return policy.withoutVersion === "refused" && method !== "OPTIONS";
  return asked !== VERSION && !faults.has("tus-any-version-served");
}

// TUS-10
function otherVersion(state: TusState, faults: Faults<TusFault>): TusRefusal {
  const status = faults.has("tus-other-version-is-400") ? 400 : 412;
  return new TusRefusal(status, `This server speaks tus ${VERSION}.`, {
    "Tus-Version": faults.has("tus-412-without-version") ? undefined : versions(state, faults),
  });
}

function notAllowed(allowed: string): TusRefusal {
  return new TusRefusal(405, "There is no such method here.", { Allow: allowed });
}

/** TUS-59: what the fault lets into every answer about an upload. */
function withInjected(
  answer: TusAnswer,
  { id }: TusCall,
  { uploads }: TusState,
  faults: Faults<TusFault>,
): TusAnswer {
  const upload = uploads.find(id);
  if (!upload || !faults.has("tus-metadata-injects-headers")) return answer;
  return { ...answer, headers: { ...answer.headers, ...disposition(upload, faults) } };
}

function send(
  response: ServerResponse,
  { method, answer }: { readonly method: string; readonly answer: TusAnswer },
  state: TusState,
  faults: Faults<TusFault>,
): void {
  const { status, body } = answer;
  const headers = inLetterCase(
    { "Tus-Resumable": versionIn(method, answer, faults), ...answer.headers },
    state,
  );
  if (status === 204) response.writeHead(status, headers).end();
  else if (!body) response.writeHead(status, { ...headers, "Content-Length": 0 }).end();
  else response.writeHead(status, { "Content-Length": body.length, ...headers }).end(body);
}

// TUS-07, TUS-08
function versionIn(
  method: string,
  { status }: TusAnswer,
  faults: Faults<TusFault>,
): string | undefined {
  if (status >= 400 && faults.has("tus-resumable-missing-on-refusals")) return undefined;
  if (method === "HEAD" && faults.has("tus-resumable-missing-on-head")) return undefined;
  return faults.has("tus-resumable-is-short") ? "1.0" : VERSION;
}

/** Without those that are not sent. Letter case does not matter in HTTP. */
function inLetterCase(headers: TusHeaders, { policy }: TusState): Record<string, string | number> {
  const named = (name: string) => {
    if (policy.headerNames === "documented") return name;
    return policy.headerNames === "lower" ? name.toLowerCase() : name.toUpperCase();
  };
  return Object.fromEntries(
    Object.entries(headers).flatMap(([name, value]) =>
      value === undefined ? [] : [[named(name), value]],
    ),
  );
}
