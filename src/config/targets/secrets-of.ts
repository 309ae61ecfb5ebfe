import type { Target, TargetUser } from "../../model/target.ts";
import { s3ProbeOf } from "./s3-probe.ts";

/** A value that may appear in no file and on no terminal, and the name that stands for it. */
export interface Secret {
  /** `password:owner`, `ticket:expired`, `key:stranger`, ... */
  readonly label: string;
  readonly value: string;
}

const SECRET_NAME = /pass|pwd|secret|token|ticket|key/i;

/** Every secret that a target declares; empty ones hide nothing and are left out. */
export function secretsOf(target: Target): readonly Secret[] {
  const { inforouter, apidatatools } = target.services;
  const s3 = apidatatools && s3ProbeOf(apidatatools);
  const secrets = [
    userSecret("owner", inforouter?.users.owner),
    userSecret("stranger", inforouter?.users.stranger),
    { label: "ticket:expired", value: inforouter?.expiredTicket },
    { label: "key:owner", value: apidatatools?.keys.owner },
    { label: "key:stranger", value: apidatatools?.keys.stranger },
    { label: "key:s3", value: s3?.accessKeyId },
    { label: "secret:s3", value: s3?.secretAccessKey },
  ];
  return [...secrets, ...launchSecrets(target)].flatMap(({ label, value }) =>
    value === undefined || value === "" ? [] : [{ label, value }],
  );
}

function userSecret(who: "owner" | "stranger", user: TargetUser | undefined) {
  if (user === undefined) return { label: `password:${who}`, value: undefined };
  if ("ticket" in user) return { label: `ticket:${who}`, value: user.ticket };
  return { label: `password:${who}`, value: user.pwd };
}

/** Variables of a launched server whose names say that they hold a secret: it may print them. */
function launchSecrets({ launch }: Target): readonly Secret[] {
  return Object.entries(launch?.env ?? {})
    .filter(([name]) => SECRET_NAME.test(name))
    .map(([name, value]) => ({ label: `env:${name}`, value }));
}
