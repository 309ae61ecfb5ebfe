import type { Credentials } from "../model/service.ts";
import { userOf } from "../model/settings.ts";
import type { ServiceName, Target } from "../model/target.ts";
import type { Finding } from "../run/service/adapter.ts";
import { endsEarlierSession } from "../run/target/ends-earlier-session.ts";
import { lacks } from "../run/target/lacks.ts";
import { howTokenIsRefused } from "../run/target/refused-token.ts";
import { SetUpError } from "../run/target/sessions.ts";
import type { OpenTarget, SecretKeeper } from "../run/target/target-parts.ts";

/**
 * Whether the users of a service with a login can log in, and their tokens work; they are logged out again when the target is closed.
 *
 * @param target the open one, as it is known to offer operations
 */
export async function userFindings(
  open: OpenTarget,
  target: Target,
  service: ServiceName,
): Promise<readonly Finding[]> {
  const described = open.services[service];
  const credentials = described?.credentials;
  if (!described || !credentials?.login) return [];
  const { setting, word, login } = credentials;
  const entry = target.services[service];
  const named = (["owner", "stranger"] as const).filter((name) => userOf(described, entry, name));
  const byPassword = named.filter((name) => "uid" in (userOf(described, entry, name) ?? {}));
  if (byPassword.length > 0 && lacks(target, service, login.call)) {
    const fields = byPassword.map((name) => `${setting}.${name}`).join(" and ");
    const says = `the target does not offer ${login.call}: give ${fields} a "${word}" instead of "uid" and "pwd"`;
    return [{ what: "users", ok: false, says }];
  }
  const findings: Finding[] = [];
  for (const user of named) {
    try {
      const ticket = await open.sessionsOf(service).ticket(user);
      const refused =
        ticket === undefined || byPassword.includes(user)
          ? undefined
          : await howTokenIsRefused(ticket, service, open, target);
      findings.push(
        refused === undefined
          ? works(user)
          : refusedToken(
              user,
              open,
              `the ${word} is refused: ${refused}; look at ${setting}.${user} of the target`,
            ),
      );
    } catch (error) {
      if (!(error instanceof SetUpError)) throw error;
      const hint = `look at ${setting}.${user} of the target`;
      findings.push({ what: user, ok: false, says: `${error.message}; ${hint}` });
    }
  }
  const isIn = findings.some(({ what, ok }) => what === "owner" && ok);
  return isIn && byPassword.includes("owner") && (await endsEarlierSession(open, service))
    ? [...findings, endsSessions(credentials)]
    : findings;
}

function works(what: string): Finding {
  return { what, ok: true, says: "the credentials work" };
}

function refusedToken(what: string, { secrets }: SecretKeeper, says: string): Finding {
  return { what, ok: false, says: secrets.redact(says) };
}

function endsSessions({ setting, word }: Credentials): Finding {
  const says = `a login ends the user's earlier session, so that cases disturb one another: give ${setting}.owner and ${setting}.stranger a "${word}" instead of "uid" and "pwd"`;
  return { what: "sessions", ok: true, says };
}
