import type { IncomingMessage, ServerResponse } from "node:http";

/** Answers a request below `SERVICE_PATH`. Rejects with an `HttpRefusal`, or for a bug. */
export type InfoRouterService = (
  request: IncomingMessage,
  response: ServerResponse,
  path: string,
  query: string,
) => Promise<void>;
