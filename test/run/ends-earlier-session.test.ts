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
