import type { Target } from "../../model/target.ts";
import type { Principal } from "../../model/value.ts";
import { guidOf } from "../case/seed.ts";
import { NotDeclaredError } from "./sessions.ts";

/**
 * The x-api-key of a principal; undefined sends none.
 *
 * @throws NotDeclaredError when the target has no such key
 */
export function keyOf(
  target: Target,
  principal: Principal | "owner-again",
  seed: number,
): string | undefined {
  if (typeof principal === "object") return principal.literal;
  const keys = target.services.apidatatools?.keys ?? {};
  switch (principal) {
    case "owner":
    case "owner-again":
    case "stranger": {
      const key = keys[principal === "stranger" ? "stranger" : "owner"];
      if (key === undefined)
        throw new NotDeclaredError(`the target declares no key of the ${principal}`);
      return key;
    }
    case "unknown":
    case "ended":
      return guidOf(seed, "unknown key").replaceAll("-", "");
    case "empty":
      return "";
    case "missing":
      return undefined;
    default:
      return principal satisfies never;
  }
}
