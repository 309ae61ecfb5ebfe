import { randomUUID } from "node:crypto";
import type { IncomingMessage, ServerResponse } from "node:http";
import type { FaultName, Faults } from "../faults.ts";
import { HttpRefusal } from "../http/http-refusal.ts";
import { respond } from "../http/respond.ts";
import { type ApiFault, ApiPage, turnApi } from "../reported/api.ts";
import { type JsonTextFault, jsonText } from "../reported/json-text.ts";
import { ApiError } from "./api-error.ts";
import { type CreateUploadFault, createUpload } from "./operations/create-upload.ts";
import { deleteUpload } from "./operations/delete-upload.ts";
import { type ListUploadsFault, listUploads } from "./operations/list-uploads.ts";
import { storeObject } from "./operations/store-object.ts";
import { PAGE, PageShown } from "./page-shown.ts";
import type { ApiState } from "./state.ts";

/** The faults that are asked for here. */
export type ApiDataToolsFault =
  | CreateUploadFault
  | ListUploadsFault
  | "delete-api-answers-text"
  | "delete-api-answers-202"
  | "delete-api-errors-are-text"
  | "delete-api-error-has-more-members"
  | "delete-api-get-deletes"
  | JsonTextFault
  | ApiFault;

interface Route {
  readonly method: string;
  readonly run: (
    request: IncomingMessage,
    state: ApiState,
    faults: Faults<FaultName>,
  ) => Promise<object>;
}

const ROUTES: ReadonlyMap<string, Route> = new Map<string, Route>([
  ["/delete-upload-api", { method: "DELETE", run: deleteUpload }],
  ["/upload-api", { method: "POST", run: createUpload }],
  ["/list-uploads-api", { method: "GET", run: listUploads }],
  ["/object-store", { method: "POST", run: storeObject }],
]);

/** Answers a request outside infoRouter. Rejects only when the client went away. */
export async function serveApi(
  request: IncomingMessage,
  response: ServerResponse,
  path: string,
  state: ApiState,
  faults: Faults<FaultName>,
): Promise<void> {
  const deletes = path === "/delete-upload-api";
  const json = (status: number, value: object, headers: HttpRefusal["headers"] = {}): void =>
    respond(response, status, state.policy.contentType, jsonText(value, faults), headers);
  try {
    const run = async () => findRoute(request, path, faults).run(request, state, faults);
    const answer = await turnApi({ request, path, state }, run, faults);
    // DUA-02: 200
    const status = deletes && faults.has("delete-api-answers-202") ? 202 : 200;
    if (!deletes || !faults.has("delete-api-answers-text")) return json(status, answer);
    respond(response, status, TEXT, Object.values(answer).join());
  } catch (error) {
    // the client is gone: there is nobody to answer
    if (request.destroyed && !request.complete) throw error;
    if (error instanceof ApiPage) return respond(response, error.status, HTML, error.message);
    if (error instanceof PageShown) return respond(response, 500, HTML, PAGE);
    const { status, headers, message } = refusalOf(error, deletes);
    if (faults.has("delete-api-errors-are-text")) {
      return respond(response, status, TEXT, message, headers);
    }
    // DUA-14: a single member, or one that names the request besides
    const more = faults.has("delete-api-error-has-more-members") ? { code: status } : {};
    const named = state.policy.requestIds ? { requestId: randomUUID() } : {};
    json(status, { error: message, ...named, ...more }, headers);
  }
}

// DUA-09: what nobody foresaw has its documented answer too
function refusalOf(error: unknown, deletes: boolean): ApiError | HttpRefusal {
  if (error instanceof ApiError || error instanceof HttpRefusal) return error;
  return new ApiError(500, deletes ? "Failed to delete upload record" : "Internal server error");
}

const TEXT = "text/plain; charset=utf-8";
const HTML = "text/html; charset=utf-8";

function findRoute(request: IncomingMessage, path: string, faults: Faults<FaultName>): Route {
  const route = ROUTES.get(path);
  if (!route) throw new ApiError(404, "Not found");
  if (route.method === request.method) return route;
  const getDeletes = path === "/delete-upload-api" && request.method === "GET";
  if (getDeletes && faults.has("delete-api-get-deletes")) return route;
  // DUA-16: only DELETE deletes
  throw new ApiError(405, "Method not allowed", { Allow: route.method });
}
