import { expect, test } from "vitest";
import type { ReferenceOptions } from "../../reference/server.ts";
import { endsEarlierSession } from "../../src/run/target/ends-earlier-session.ts";
import { openReference } from "./open-reference.ts";

// A server that refuses good tickets for another reason is to be blamed for it.
test.each<[boolean, ReferenceOptions]>([
  [true, { oneSessionPerUser: true }],
  [false, {}],
  [false, { faults: ["refusal-ends-session"] }],
  [false, { faults: ["refusal-fails-next-call"] }],
  [false, { faults: ["login-ticket-is-dead"] }],
])("that a login ends the session before it is %s with %j", async (ends, options) => {
  const open = await openReference(options);
  expect(await endsEarlierSession(open, "inforouter")).toBe(ends);
});

test("what a server said a moment ago it is not asked again", async () => {
  const open = await openReference({});
  let asked = 0;
  const alone = <T>(work: () => Promise<T>): Promise<T> => {
    asked++;
    return work();
  };
  expect(await endsEarlierSession(open, "inforouter", alone)).toBe(false);
  expect(await endsEarlierSession(open, "inforouter", alone)).toBe(false);
  expect(asked).toBe(1);
});
