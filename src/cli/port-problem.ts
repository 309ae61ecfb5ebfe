import { UsageError } from "../model/errors.ts";

/** What it means to the user that nobody can listen on a port; undefined for any other error. */
export function portProblem(error: unknown, port: number): UsageError | undefined {
  const { code } = error as { readonly code?: unknown };
  if (code !== "EADDRINUSE" && code !== "EACCES" && code !== "EADDRNOTAVAIL") return undefined;
  const message = `cannot listen on port ${port}: ${(error as Error).message}`;
  return new UsageError("port-unavailable", [{ message, hint: "--port 0 takes a free one" }]);
}
