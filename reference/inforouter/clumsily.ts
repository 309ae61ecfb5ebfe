import { writeFileSync } from "node:fs";
import type { IncomingMessage } from "node:http";
import type { Faults } from "../faults.ts";
import { HttpRefusal } from "../http/http-refusal.ts";
import type { InfoRouterService } from "./info-router-service.ts";
import { labour } from "./labour.ts";
import type { InfoRouterState } from "./state.ts";
import { ConnectionLost } from "./stumble.ts";

type Fault = "chunk-abort-leaves-file" | "cut-body-slows-server" | "broken-bodies-use-up-operation";

/** So many bodies that broke off leave an operation nothing to work with. */
const MOST_BROKEN = 10;

/** The service, with what goes wrong around requests in a faulty server. */
export function clumsily(
  serve: InfoRouterService,
  { uploads }: Pick<InfoRouterState, "uploads">,
  faults: Faults<Fault>,
): InfoRouterService {
  let isUntidy = false;
  const slows = faults.has("cut-body-slows-server");
  const usesUp = faults.has("broken-bodies-use-up-operation");
  const broken = new Map<string, number>();
  return async (request, response, path, query) => {
    if (usesUp) {
      const operation = `${path} ${request.headers["soapaction"] ?? ""}`;
      if ((broken.get(operation) ?? 0) >= MOST_BROKEN) {
        throw new HttpRefusal(500, "No buffer is left.");
      }
      request.on("close", () => {
        if (!request.complete) broken.set(operation, (broken.get(operation) ?? 0) + 1);
      });
    }
    if (slows) {
      request.on("close", () => {
        if (!request.complete) isUntidy = true;
      });
      // The tidying after a cut body is in the way of the next request.
      if (isUntidy) labour();
      isUntidy = false;
    }
    if (faults.has("chunk-abort-leaves-file")) keepWhatCame(request, () => uploads.strayFile());
    try {
      await serve(request, response, path, query);
    } catch (error) {
      if (!(error instanceof ConnectionLost)) throw error;
      response.destroy();
    }
  };
}

/** Writes what came of a body once the client has gone away in its middle. */
function keepWhatCame(request: IncomingMessage, place: () => string): void {
  const parts: Buffer[] = [];
  request.on("data", (part: Buffer) => void parts.push(part));
  request.on("close", () => {
    if (!request.complete && parts.length > 0) writeFileSync(place(), Buffer.concat(parts));
  });
}
