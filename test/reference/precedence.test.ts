import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { say } from "./support/answer.ts";
import { NEVER_ISSUED, open, type Session } from "./support/session.ts";

let session: Session;
let ended: string;
beforeAll(async () => {
  session = await open();
  const { uid, pwd } = session.server.inforouter.users.owner;
  const answer = await session.client.get("AuthenticateUser", { UID: uid, PWD: pwd });
  ended = answer.attributes["ticket"] ?? "";
  await session.client.get("LogOut", { AuthenticationTicket: ended });
});
afterAll(() => session.close());

const FAILED = "false: [900] Authentication failed";
const EXPIRED = "false: [901] Session expired or Invalid ticket";
const BAD_REQUEST = "false: bad Request";

/** Tickets by state, with what a good GUID and such a ticket are answered. */
const TICKETS: readonly (readonly [string, () => string | undefined, string])[] = [
  ["valid", () => session.alice, "true"],
  ["valid in upper case", () => session.alice.toUpperCase(), "true"],
  ["of another user", () => session.bob, "true"],
  ["logged out", () => ended, EXPIRED],
  ["unknown", () => NEVER_ISSUED, EXPIRED],
  ["malformed", () => "no-ticket", FAILED],
  ["empty", () => "", FAILED],
  ["missing", () => undefined, FAILED],
];

const MALFORMED: readonly (string | undefined)[] = [
  "",
  "x",
  `${NEVER_ISSUED}0`,
  NEVER_ISSUED.slice(1),
  NEVER_ISSUED.replaceAll("-", ""),
  `{${NEVER_ISSUED}}`,
  `[${NEVER_ISSUED}]`,
  `urn:uuid:${NEVER_ISSUED}`,
  NEVER_ISSUED.replace("a", "g"),
  "../../etc/passwd",
  "<a&\"'>",
  "\u0000\u0001",
  "x".repeat(1500),
  undefined,
];

describe.each([
  ["DeleteUploadHandler", "UploadHandler"],
  ["DeleteDownloadHandler", "DownloadHandler"],
])("%s", (operation, parameter) => {
  describe.each(["get", "post", "soap"] as const)("over %s", (binding) => {
    const call = async (ticket: string | undefined, handler: string | undefined) => {
      const params = {
        ...(ticket === undefined ? {} : { authenticationTicket: ticket }),
        ...(handler === undefined ? {} : { [parameter]: handler }),
      };
      return say(await session.client[binding](operation, params));
    };

    test.each(TICKETS)("a good GUID with a ticket that is %s", async (_state, ticket, expected) => {
      expect(await call(ticket(), NEVER_ISSUED)).toBe(expected);
      expect(await call(ticket(), NEVER_ISSUED.toUpperCase())).toBe(expected);
    });

    test.each(TICKETS)(
      "no GUID with a ticket that is %s is bad Request",
      async (_state, ticket) => {
        // XML has no way to write NUL: that message is refused as a whole
        const writable =
          binding === "soap" ? MALFORMED.filter((text) => !text?.includes("\u0000")) : MALFORMED;
        for (const handler of writable) expect(await call(ticket(), handler)).toBe(BAD_REQUEST);
      },
    );
  });
});

describe.each(["get", "post", "soap"] as const)("CreateUploadHandler over %s", (binding) => {
  const create = (params: Record<string, string | number>) =>
    session.client[binding]("CreateUploadHandler", params);

  test.each(TICKETS)(
    "a ticket that is %s comes before the size",
    async (_state, ticket, expected) => {
      const authenticationTicket = ticket();
      const params = authenticationTicket === undefined ? {} : { authenticationTicket };
      expect(say(await create({ ...params, PreferedChunkSize: 0 }))).toBe(expected);
      const bad = say(await create({ ...params, PreferedChunkSize: "x" }));
      expect(bad).toBe(
        expected === "true" ? "false: PreferedChunkSize is not of type int: x" : expected,
      );
    },
  );

  test.each([
    [-2_147_483_648, 262_144],
    [-1, 262_144],
    [0, 1_048_576],
    [1, 262_144],
    [262_143, 262_144],
    [262_144, 262_144],
    [262_145, 262_145],
    [1_000_000, 1_000_000],
    [33_554_431, 33_554_431],
    [33_554_432, 33_554_432],
    [33_554_433, 33_554_432],
    [2_147_483_647, 33_554_432],
    ["+5", 262_144],
    ["0300000", 300_000],
  ])("a size of %s gives %s", async (asked, given) => {
    const answer = await create({ authenticationTicket: session.alice, PreferedChunkSize: asked });
    expect([say(answer), answer.attributes["ChunkSize"]]).toEqual(["true", String(given)]);
  });

  test.each(["", " ", "x", "1.0", "1e6", "0x10", "2147483648", "-2147483649", "１２３", "1 2"])(
    "a size of %j is refused",
    async (asked) => {
      const answer = await create({
        authenticationTicket: session.alice,
        PreferedChunkSize: asked,
      });
      expect(answer.attributes["success"]).toBe("false");
      expect(answer.attributes["error"]).toContain("PreferedChunkSize");
      expect(answer.attributes["UploadHandler"]).toBeUndefined();
    },
  );
});
