import type { Service } from "./service.ts";
import type { ServiceTarget, TargetUser } from "./target.ts";

type Members = Readonly<Record<string, unknown>>;

/** What a target's service has at a path of settings, `documents.readable`; undefined where it has nothing. */
export function settingAt(entry: ServiceTarget | undefined, path: string): unknown {
  return path
    .split(".")
    .reduce<unknown>((whole, key) => (isMembers(whole) ? whole[key] : undefined), entry);
}

/** The same for a setting that is a text. */
export function textAt(entry: ServiceTarget | undefined, path: string): string | undefined {
  const value = settingAt(entry, path);
  return typeof value === "string" ? value : undefined;
}

/** The service's entry as if it did not have the setting. */
export function withoutSetting(entry: ServiceTarget, path: string): ServiceTarget {
  return without(entry, path.split(".")) as ServiceTarget;
}

function without(members: Members, [key = "", ...rest]: readonly string[]): Members {
  const { [key]: value, ...others } = members;
  return rest.length > 0 && isMembers(value) ? { ...members, [key]: without(value, rest) } : others;
}

/** The service's entry with a setting, whatever it had there before. */
export function withSetting(entry: ServiceTarget, path: string, value: unknown): ServiceTarget {
  return having(entry, path.split("."), value) as ServiceTarget;
}

function having(members: Members, [key = "", ...rest]: readonly string[], value: unknown): Members {
  const inner = members[key];
  return {
    ...members,
    [key]: rest.length > 0 ? having(isMembers(inner) ? inner : {}, rest, value) : value,
  };
}

/** Whom calls of the owner or the stranger are made as; undefined where the target declares none. */
export function userOf(
  { credentials }: Service,
  entry: ServiceTarget | undefined,
  who: "owner" | "stranger",
): TargetUser | undefined {
  if (!credentials) return undefined;
  const user = settingAt(entry, `${credentials.setting}.${who}`);
  if (typeof user === "string") return { token: user };
  if (!isMembers(user)) return undefined;
  const { uid, pwd, ticket } = user;
  if (typeof ticket === "string") return { token: ticket };
  return typeof uid === "string" ? { uid, pwd: String(pwd) } : undefined;
}

function isMembers(value: unknown): value is Members {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
