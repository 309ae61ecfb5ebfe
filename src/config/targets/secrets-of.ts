import { basicToken } from "../../model/basic-token.ts";
import { headerLines } from "../../model/header-lines.ts";
import type { Service } from "../../model/service.ts";
import { settingAt, userOf } from "../../model/settings.ts";
import type { ServiceName, ServiceTarget, Target } from "../../model/target.ts";
import { describedSettings } from "./settings-schema.ts";

/** A value that may appear in no file and on no terminal, and the name that stands for it. */
export interface Secret {
  /** `password:owner`, `ticket:expired`, `key:stranger`, ... */
  readonly label: string;
  readonly value: string;
}

const SECRET_NAME = /pass|pwd|secret|token|ticket|key/i;

/** Every secret that a target declares; empty ones hide nothing and are left out. */
export function secretsOf(
  target: Target,
  services: Readonly<Record<ServiceName, Service>>,
): readonly Secret[] {
  const secrets = Object.entries(target.services).flatMap(([name, entry]) => {
    const service = services[name];
    return service ? serviceSecrets(service, entry) : [];
  });
  return [...secrets, ...launchSecrets(target)].filter(({ value }) => value !== "");
}

function serviceSecrets(service: Service, entry: ServiceTarget): readonly Secret[] {
  const { credentials, target } = service;
  const of = (label: string, value: unknown): readonly Secret[] =>
    typeof value === "string" ? [{ label, value }] : [];
  const users = (["owner", "stranger"] as const).flatMap((who) => {
    const user = userOf(service, entry, who);
    if (!credentials || !user) return [];
    const token = (value: string) => of(`${credentials.word}:${who}`, value);
    if ("token" in user) return token(user.token);
    const password = of(`password:${who}`, user.pwd);
    return credentials.login ? password : [...password, ...token(basicToken(user))];
  });
  const expired =
    credentials?.expired === undefined
      ? []
      : of(`${credentials.word}:expired`, settingAt(entry, credentials.expired));
  const others = describedSettings(target).flatMap(({ path, schema: { secret } }) =>
    typeof secret === "string" ? of(secret, settingAt(entry, path)) : [],
  );
  const headers = headerLines(entry.headers ?? {}).flatMap(([name, value]) =>
    of(`header:${name}`, value),
  );
  return [...users, ...expired, ...others, ...headers];
}

/** Variables of a launched server whose names say that they hold a secret: it may print them. */
function launchSecrets({ launch }: Target): readonly Secret[] {
  return Object.entries(launch?.env ?? {})
    .filter(([name]) => SECRET_NAME.test(name))
    .map(([name, value]) => ({ label: `env:${name}`, value }));
}
