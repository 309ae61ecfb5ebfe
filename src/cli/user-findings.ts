import type { Target } from "../model/target.ts";
import { endsEarlierSession } from "../run/target/ends-earlier-session.ts";
import { lacks } from "../run/target/lacks.ts";
import type { OpenTarget } from "../run/target/open-target.ts";
import { howTicketIsRefused } from "../run/target/refused-ticket.ts";
import { SetUpError } from "../run/target/sessions.ts";
import type { Finding } from "./finding.ts";

/**
 * Whether the users can log in; they are logged out again when the target is closed.
 *
 * @param target the open one, as it is known to offer operations
 */
export async function userFindings(open: OpenTarget, target: Target): Promise<readonly Finding[]> {
  const { users = {} } = target.services.inforouter ?? {};
  const named = (["owner", "stranger"] as const).filter((name) => users[name] !== undefined);
  const byPassword = named.filter((name) => "uid" in (users[name] ?? {}));
  if (byPassword.length > 0 && lacks(target, "inforouter", "AuthenticateUser")) {
    const fields = byPassword.map((name) => `users.${name}`).join(" and ");
    const says = `the target does not offer AuthenticateUser: give ${fields} a "ticket" instead of "uid" and "pwd"`;
    return [{ what: "users", ok: false, says }];
  }
  const findings: Finding[] = [];
  for (const user of named) {
    try {
      const ticket = await open.sessions.ticket(user);
      const refused =
        ticket === undefined || byPassword.includes(user)
          ? undefined
          : await howTicketIsRefused(ticket, open, target);
      findings.push(refused === undefined ? works(user) : refusedTicket(user, open, refused));
    } catch (error) {
      if (!(error instanceof SetUpError)) throw error;
      const hint = `look at users.${user} of the target`;
      findings.push({ what: user, ok: false, says: `${error.message}; ${hint}` });
    }
  }
  const isIn = findings.some(({ what, ok }) => what === "owner" && ok);
  return isIn && byPassword.includes("owner") && (await endsEarlierSession(open))
    ? [...findings, ENDS_SESSIONS]
    : findings;
}

function works(what: string): Finding {
  return { what, ok: true, says: "the credentials work" };
}

function refusedTicket(what: string, { secrets }: OpenTarget, how: string): Finding {
  const says = `the ticket is refused: ${how}; look at users.${what} of the target`;
  return { what, ok: false, says: secrets.redact(says) };
}

const ENDS_SESSIONS: Finding = {
  what: "sessions",
  ok: true,
  says: `a login ends the user's earlier session, so that cases disturb one another: give users.owner and users.stranger a "ticket" instead of "uid" and "pwd"`,
};
