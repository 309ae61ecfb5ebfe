import { expect, test } from "vitest";
import type { TraceEntry } from "../../../../src/run/case/trace.ts";
import type { OpenTarget } from "../../../../src/run/target/open-target.ts";
import { issuedGuids } from "../../../../src/services/inforouter/properties/issued-guids.ts";

const run = (): OpenTarget => ({}) as OpenTarget;

function create(guid: string): TraceEntry {
  const attributes = { success: "true", UploadHandler: guid };
  const answer = { kind: "element", status: 200, attributes, text: "" } as const;
  return {
    operation: "CreateUploadHandler",
    binding: "get",
    as: "owner",
    with: {},
    without: [],
    save: {},
    answer,
  };
}

const GUID = "a1b2c3d4-e5f6-7890-abcd-ef1234567890";

test("a GUID that comes twice in a run is known again, in whatever form, with the create before", () => {
  const open = run();
  const first = create(GUID);
  expect(issuedGuids(open).add(first)).toBeUndefined();
  const again = issuedGuids(open).add(create(`{${GUID.toUpperCase()}}`));
  expect(again?.entry).toBe(first);
});

test("every run has a memory of its own, and it does not grow without end", () => {
  expect(issuedGuids(run()).add(create(GUID))).toBeUndefined();
  const { add } = issuedGuids(run());
  expect(add(create(GUID))).toBeUndefined();
  for (let number = 0; number < 5000; number++) add(create(number.toString(16).padStart(32, "0")));
  expect(add(create(GUID))).toBeUndefined();
});

test("answers of megabytes are forgotten sooner", () => {
  const { add } = issuedGuids(run());
  const body = Buffer.alloc(1024 * 1024);
  const large = (guid: string): TraceEntry =>
    ({ ...create(guid), sent: { reply: { kind: "response", body } } }) as unknown as TraceEntry;
  expect(add(create(GUID))).toBeUndefined();
  for (let number = 0; number < 4; number++) add(large(number.toString(16).padStart(32, "0")));
  expect(add(create(GUID))).toBeDefined();
  for (let number = 4; number < 9; number++) add(large(number.toString(16).padStart(32, "0")));
  expect(add(create(GUID))).toBeUndefined();
  expect(add(large("8".padStart(32, "0")))).toBeDefined();
});
