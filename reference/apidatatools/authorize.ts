import type { IncomingMessage } from "node:http";
import type { Faults } from "../faults.ts";
import { ApiError } from "./api-error.ts";
import { type ApiUser, OWNER, STRANGER } from "./users.ts";

type KeyFault = "api-key-may-be-longer" | "api-key-may-have-prefix" | "api-key-in-any-case";

/** The user of `x-api-key`, or undefined. */
export function findUser(
  key: string | undefined,
  faults: Faults<KeyFault> = NO_FAULTS,
): ApiUser | undefined {
  const users = [OWNER, STRANGER];
  const found = users.find((user) => user.key === key);
  if (found || key === undefined) return found;
  if (faults.has("api-key-may-be-longer")) return users.find((user) => key.startsWith(user.key));
  if (faults.has("api-key-may-have-prefix")) return users.find((user) => key.endsWith(user.key));
  if (!faults.has("api-key-in-any-case")) return undefined;
  return users.find((user) => user.key.toLowerCase() === key.toLowerCase());
}

const NO_FAULTS = { has: () => false };

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
