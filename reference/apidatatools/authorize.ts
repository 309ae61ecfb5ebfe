import type { IncomingMessage } from "node:http";
import { ApiError } from "./api-error.ts";
import { type ApiUser, OWNER, STRANGER } from "./users.ts";

/** The user of `x-api-key`, or undefined. */
export function findUser(key: string | undefined): ApiUser | undefined {
  return [OWNER, STRANGER].find((user) => user.key === key);
}

/** A header's value without the white space around it. */
export function header(request: IncomingMessage, name: string): string | undefined {
  const value = request.headers[name];
  return typeof value === "string" ? value.trim() : undefined;
}

/** The user of the request. Refuses a missing or unknown key with 401. */
export function authorize(request: IncomingMessage): ApiUser {
  const user = findUser(header(request, "x-api-key"));
  if (!user) throw new ApiError(401, "Unauthorized");
  return user;
}
