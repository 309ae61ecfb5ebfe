import type { IncomingMessage, ServerResponse } from "node:http";
import { serveApi } from "./apidatatools/service.ts";
import type { ApiState } from "./apidatatools/state.ts";
import type { FaultName, Faults } from "./faults.ts";
import { HttpRefusal } from "./http/http-refusal.ts";
import type { Handler } from "./http/listen.ts";
import { respondPlain } from "./http/respond.ts";
import type { InfoRouterService } from "./inforouter/info-router-service.ts";
import { SERVICE_PATH } from "./inforouter/service.ts";
import { isTusPath, serveTus } from "./tus/service.ts";
import type { TusState } from "./tus/state.ts";

/** Leads a request to one of the services, by its path. */
export function createHandler(
  inforouter: InfoRouterService,
  api: ApiState,
  tus: TusState,
  faults: Faults<FaultName>,
): Handler {
  return async (request, response) => {
    const target = request.url ?? "/";
    const mark = target.indexOf("?");
    const path = mark === -1 ? target : target.slice(0, mark);
    const query = mark === -1 ? "" : target.slice(mark + 1);
    try {
      if (path.startsWith(SERVICE_PATH)) await inforouter(request, response, path, query);
      else if (isTusPath(path)) await serveTus(request, response, path, tus, faults);
      else await serveApi(request, response, path, api, faults);
    } catch (error) {
      answerError(request, response, error);
    }
  };
}

function answerError(request: IncomingMessage, response: ServerResponse, error: unknown): void {
  if (response.headersSent || (request.destroyed && !request.complete)) {
    response.destroy();
  } else if (error instanceof HttpRefusal) {
    respondPlain(response, error.status, error.message, error.headers);
  } else {
    // ALL-03: nothing of the server's inside
    respondPlain(response, 500, "Internal server error");
  }
}
