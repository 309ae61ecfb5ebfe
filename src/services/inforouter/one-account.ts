import { type Answer, isAccepted } from "../../judge/answer/answer.ts";
import { attributeOf } from "../../judge/answer/attribute-of.ts";
import { settingAt } from "../../model/settings.ts";
import type { Target } from "../../model/target.ts";
import { lacks } from "../../run/target/lacks.ts";
import { SetUpError } from "../../run/target/sessions.ts";
import { validityOf } from "../../run/target/still-works.ts";
import type { Caller, SecretKeeper } from "../../run/target/target-parts.ts";
import { INFOROUTER } from "./name.ts";

/** What isValidTicket tells of whose a ticket is. */
const IDENTITY = ["userid", "username"] as const;

/**
 * Why the declared stranger is none: owner and stranger are two names of one account, by what
 * isValidTicket says of their tickets. Undefined where they are two, and where that cannot be told: also
 * of a server that takes any ticket for the same user's.
 *
 * @param target the open one, as it is known to offer operations
 */
export async function whyOneAccount(
  open: Caller & SecretKeeper,
  target: Target,
): Promise<string | undefined> {
  const entry = target.services[INFOROUTER];
  const users = ["users.owner", "users.stranger"].map((path) => settingAt(entry, path));
  if (!users.every(Boolean) || lacks(target, INFOROUTER, "isValidTicket")) return undefined;
  try {
    const first = await identityOf(open, "owner");
    const second = first && (await identityOf(open, "stranger"));
    if (!second || !isSame(first, second) || (await identityOf(open, "unknown"))) return undefined;
    const who = IDENTITY.flatMap((name) => (first[name] ? [`${name} ${first[name]}`] : []));
    return open.secrets.redact(
      `users.owner and users.stranger are one account: isValidTicket gives ${who.join(", ")} for both; look at users.stranger`,
    );
  } catch (error) {
    // Who cannot log in is told elsewhere.
    if (error instanceof SetUpError) return undefined;
    throw error;
  }
}

type Identity = Readonly<Record<(typeof IDENTITY)[number], string>>;

/** Undefined where the ticket is not accepted. */
async function identityOf(
  open: Caller & SecretKeeper,
  user: "owner" | "stranger" | "unknown",
): Promise<Identity | undefined> {
  const answer = await validityOf(
    open,
    INFOROUTER,
    (await open.sessionsOf(INFOROUTER).ticket(user)) ?? "",
  );
  if (answer?.kind !== "element" || !isAccepted(answer)) return undefined;
  return { userid: told(answer, "userid"), username: told(answer, "username") };
}

function told(answer: Answer & { readonly kind: "element" }, name: string): string {
  return (attributeOf(answer.attributes, name) ?? "").trim();
}

/** All that both tell is the same, and something is told. */
function isSame(one: Identity, other: Identity): boolean {
  const told = IDENTITY.filter((name) => one[name] !== "" && other[name] !== "");
  return told.length > 0 && told.every((name) => one[name] === other[name]);
}
