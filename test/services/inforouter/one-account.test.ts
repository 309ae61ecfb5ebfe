import { createServer } from "node:http";
import { expect, test } from "vitest";
import type { ReferenceOptions } from "../../../reference/server.ts";
import type { TargetUser } from "../../../src/model/target.ts";
import { whyOneAccount } from "../../../src/services/inforouter/one-account.ts";
import { openReference, withSettings } from "../../run/open-reference.ts";
import { listen } from "../../wire/servers.ts";

type Users = Readonly<Record<"owner" | "stranger", TargetUser>>;
type Change = (users: Users) => object;

/** What is said of two users of a reference server of its own, some of whose settings are others. */
async function told(options: ReferenceOptions, change: Change): Promise<string | undefined> {
  const open = await openReference(options, (target) => {
    const users = target.services["inforouter"]?.["users"] as Users;
    return withSettings(target, "inforouter", change(users));
  });
  return whyOneAccount(open, open.target);
}

/** The owner's account twice. */
const ONE: Change = ({ owner }) => ({ users: { owner, stranger: owner } });

const DIALECTS = ["documented", "austere", "lenient", "classic", "current"];

test.each<[ReferenceOptions]>([
  ...DIALECTS.map((dialect): [ReferenceOptions] => [{ dialect }]),
  [{ faults: ["is-valid-ticket-names-another"] }],
])("two users are two with %j", async (options) => {
  expect(await told(options, () => ({}))).toBeUndefined();
});

test.each<[ReferenceOptions]>([[{}], [{ oneSessionPerUser: true }]])(
  "two logins of one account are one with %j, and told with the user that the server names",
  async (options) => {
    expect(await told(options, ONE)).toBe(
      "users.owner and users.stranger are one account: isValidTicket gives userid 101, username alice for both; look at users.stranger",
    );
  },
);

test("nothing is told where isValidTicket is not there to tell it", async () => {
  const absent = { operations: { absent: ["isValidTicket"] } };
  expect(await told({}, (users) => ({ ...ONE(users), ...absent }))).toBeUndefined();
});

const OWNER = { ticket: "0f8fad5b-d9cb-469f-a165-000000000001" };
const OTHER = { ticket: "0f8fad5b-d9cb-469f-a165-000000000002" };

test.each([
  ["names one user for both tickets", false, 'userid="7"', true],
  ["names one user for any ticket", true, 'userid="7"', false],
  ["names nobody", false, 'userid="" username=""', false],
])(
  "of a server that %s, whether any ticket is taken (%s) or not",
  async (_, takesAny, names, isTold) => {
    const server = createServer((request, response) => {
      const isOurs = request.url?.includes("0f8fad5b-d9cb-469f-a165-") ?? false;
      const refused = '<response success="false" error="[901] Session expired" />';
      response.writeHead(200, { "content-type": "text/xml" });
      response.end(takesAny || isOurs ? `<response success="true" error="" ${names} />` : refused);
    });
    const baseUrl = `http://127.0.0.1:${await listen(server)}`;
    const users = { owner: OWNER, stranger: OTHER };
    expect((await told({}, () => ({ baseUrl, users }))) !== undefined).toBe(isTold);
  },
);
