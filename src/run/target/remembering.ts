import type { Secret } from "../../config/targets/secrets-of.ts";
import type { Secrets } from "../../wire/redact/secrets.ts";

/** Secrets that are also added to a list, for whoever has to replace them elsewhere. */
export function remembering(secrets: Secrets, list: Secret[]): Secrets {
  return {
    ...secrets,
    add: (value, label) => {
      list.push({ value, label });
      secrets.add(value, label);
    },
  };
}
