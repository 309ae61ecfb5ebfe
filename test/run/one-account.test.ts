import { createServer } from "node:http";
import { expect, onTestFinished, test } from "vitest";
import { type ReferenceOptions, startReferenceServer } from "../../reference/server.ts";
import { embeddedTarget } from "../../src/config/targets/embedded-target.ts";
import type { InfoRouterTarget, TargetUser } from "../../src/model/target.ts";
import { whyOneAccount } from "../../src/run/target/one-account.ts";
import { newTag, openTarget } from "../../src/run/target/open-target.ts";
import { listen } from "../wire/servers.ts";
import { EMBEDDED, SPECS } from "./judge-with.ts";

type Change = (service: InfoRouterTarget) => Partial<InfoRouterTarget>;

/** What is said of two users of a reference server of its own, some of whose settings are others. */
async function told(options: ReferenceOptions, change: Change): Promise<string | undefined> {
  const server = await startReferenceServer(options);
  onTestFinished(() => server.close());
  const whole = embeddedTarget(EMBEDDED, server);
  const { inforouter } = whole.services;
  if (!inforouter) throw new Error("the reference server offers inforouter");
  const services = { ...whole.services, inforouter: { ...inforouter, ...change(inforouter) } };
  const target = { ...whole, services };
  const open = await openTarget({ target, operations: SPECS.operations, seed: 1, tag: newTag() });
  onTestFinished(() => open.close());
  return whyOneAccount(open, target);
}

/** The owner's account twice. */
const ONE: Change = ({ users: { owner } }) =>
  owner ? { users: { owner, stranger: owner } } : { users: {} };

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
  expect(await told({}, (service) => ({ ...ONE(service), ...absent }))).toBeUndefined();
});

const OWNER: TargetUser = { ticket: "0f8fad5b-d9cb-469f-a165-000000000001" };
const OTHER: TargetUser = { ticket: "0f8fad5b-d9cb-469f-a165-000000000002" };

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
