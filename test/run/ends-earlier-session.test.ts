import { expect, onTestFinished, test } from "vitest";
import { type ReferenceOptions, startReferenceServer } from "../../reference/server.ts";
import { embeddedTarget } from "../../src/config/targets/embedded-target.ts";
import { endsEarlierSession } from "../../src/run/target/ends-earlier-session.ts";
import { newTag, openTarget } from "../../src/run/target/open-target.ts";
import { EMBEDDED, SPECS } from "./judge-with.ts";

// A server that refuses good tickets for another reason is to be blamed for it.
test.each<[boolean, ReferenceOptions]>([
  [true, { oneSessionPerUser: true }],
  [false, {}],
  [false, { faults: ["refusal-ends-session"] }],
  [false, { faults: ["refusal-fails-next-call"] }],
  [false, { faults: ["login-ticket-is-dead"] }],
])("that a login ends the session before it is %s with %j", async (ends, options) => {
  const server = await startReferenceServer(options);
  onTestFinished(() => server.close());
  const target = embeddedTarget(EMBEDDED, server);
  const open = await openTarget({ target, operations: SPECS.operations, seed: 1, tag: newTag() });
  onTestFinished(() => open.close());
  expect(await endsEarlierSession(open)).toBe(ends);
});
