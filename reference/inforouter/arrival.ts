import { AsyncLocalStorage } from "node:async_hooks";
import type { FaultName, Faults } from "../faults.ts";
import type { FaultMemory } from "./fault-memory.ts";
import type { InfoRouterService } from "./info-router-service.ts";
import type { UploadHandler } from "./upload-handlers.ts";

/** When the head of the request that is being served came in, on the memory's own clock. */
const ARRIVAL = new AsyncLocalStorage<number>();

/** The service, with arrivals noted where a fault asks for them. */
export function notingArrivals(
  serve: InfoRouterService,
  memory: FaultMemory,
  faults: Faults<FaultName>,
): InfoRouterService {
  const asked =
    faults.has("chunk-body-outlives-delete") || faults.has("chunk-body-leaves-file-after-delete");
  return asked ? (...request) => ARRIVAL.run(++memory.moment, () => serve(...request)) : serve;
}

/** The handler, if it was deleted while the body of this request was still arriving. */
export function overtaken(id: string | undefined, memory: FaultMemory): UploadHandler | undefined {
  const deleted = memory.deletedUploads.get(id ?? "");
  const arrived = ARRIVAL.getStore();
  return deleted && arrived !== undefined && arrived < deleted.at ? deleted.handler : undefined;
}
