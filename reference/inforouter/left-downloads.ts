import type { Faults } from "../faults.ts";
import { HttpRefusal } from "../http/http-refusal.ts";
import type { InfoRouterService } from "./info-router-service.ts";

export type LeftDownloadFault = "download-that-is-left-loses-document";

/** How many downloads fail after one that was left. */
const LOST = 2;

/** The service of a server that has trouble with clients that leave before they have all of a document. */
export function losingLeft(
  serve: InfoRouterService,
  faults: Faults<LeftDownloadFault>,
): InfoRouterService {
  if (!faults.has("download-that-is-left-loses-document")) return serve;
  let lost = 0;
  return async (request, response, ...rest) => {
    const said = `${request.url} ${request.headers.soapaction}`;
    if (/\bDownloadDocument\b/i.test(said)) {
      if (lost > 0) {
        lost--;
        throw new HttpRefusal(404, "The document is in use.");
      }
      response.once("close", () => {
        if (!response.writableFinished) lost = LOST;
      });
    }
    await serve(request, response, ...rest);
  };
}
