import { expect, test } from "vitest";
import { createSessions, SetUpError } from "../../src/run/target/sessions.ts";

const CREDENTIALS = {
  word: "ticket",
  login: { call: "LogIn", with: {}, token: ["ticket"] },
  unknown: "guid",
} as const;
const USERS = { owner: { uid: "a", pwd: "p" }, stranger: { uid: "b", pwd: "q" } };

function sessionsWith(
  login: (uid: string, count: number) => string,
  users: Parameters<typeof createSessions>[0]["users"] = USERS,
) {
  const logins: string[] = [];
  const loggedOut: string[] = [];
  const sessions = createSessions(
    { users, credentials: CREDENTIALS, seed: 1 },
    {
      login: async ({ uid }) => {
        logins.push(uid);
        return login(uid, logins.length);
      },
      logout: async (ticket) => {
        loggedOut.push(ticket);
        return true;
      },
    },
  );
  return { sessions, logins, loggedOut };
}

test("a shared session is opened once, and a new one when its ticket is refused, once for all", async () => {
  const { sessions, logins, loggedOut } = sessionsWith((uid, count) => `${uid}${count}`);
  const first = await Promise.all([sessions.ticket("owner"), sessions.ticket("owner-again")]);
  expect(first).toEqual(["a1", "a1"]);
  const instead = await Promise.all([sessions.instead("a1"), sessions.instead("a1")]);
  expect(instead).toEqual(["a2", "a2"]);
  expect(await sessions.instead("a1")).toBe("a2");
  expect(await sessions.ticket("owner")).toBe("a2");
  expect(logins).toEqual(["a", "a"]);
  await sessions.close();
  expect(loggedOut.sort()).toEqual(["a1", "a2"]);
});

test("for the ticket of a case's own session the shared one of the same user stands in", async () => {
  const { sessions } = sessionsWith((uid, count) => `${uid}${count}`);
  const own = await sessions.own("stranger");
  expect(sessions.isOurs(own.ticket)).toBe(true);
  expect(await sessions.instead(own.ticket)).toBe("b2");
  await own.end();
  expect(sessions.isOurs(own.ticket)).toBe(false);
});

test("a login that failed in passing is tried again, a few times", async () => {
  const { sessions, logins } = sessionsWith((_, count) => {
    if (count === 1) throw new SetUpError("no answer", { passing: true });
    return "t";
  });
  await expect(sessions.ticket("owner")).rejects.toThrow("no answer");
  expect(await sessions.ticket("owner")).toBe("t");
  const never = sessionsWith(() => {
    throw new SetUpError("no answer", { passing: true });
  });
  for (let n = 0; n < 9; n++) await never.sessions.ticket("owner").catch(() => undefined);
  expect(never.logins).toHaveLength(3);
  expect(logins).toHaveLength(2);
});

test("a login that went well again has its tries again", async () => {
  const { sessions, logins } = sessionsWith((_, count) => {
    if (![3, 6, 9].includes(count)) throw new SetUpError("no answer", { passing: true });
    return `t${count}`;
  });
  const settled = async (): Promise<string> => {
    for (;;) {
      const ticket = await sessions.ticket("owner").catch(() => undefined);
      if (ticket !== undefined) return ticket;
    }
  };
  for (const expected of ["t3", "t6", "t9"]) {
    const ticket = await settled();
    expect(ticket).toBe(expected);
    await sessions.instead(ticket).catch(() => undefined);
  }
  expect(logins.length).toBeGreaterThanOrEqual(9);
});

test("a password that is refused is not tried again", async () => {
  const { sessions, logins } = sessionsWith(() => {
    throw new SetUpError("wrong password");
  });
  for (let n = 0; n < 3; n++) await expect(sessions.ticket("owner")).rejects.toThrow("wrong");
  expect(logins).toHaveLength(1);
});

test("a ticket that the target gives cannot be renewed, and says so", async () => {
  const { sessions } = sessionsWith(() => "t", { owner: { token: "given" } });
  expect(await sessions.ticket("owner")).toBe("given");
  await expect(sessions.instead("given")).rejects.toThrow(/gives for the owner is refused/);
});
