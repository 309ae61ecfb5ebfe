import { expect, test } from "vitest";
import { explainTogether } from "../../../../src/properties/sequential/explain-together.ts";
import type { Fact } from "../../../../src/properties/sequential/knowledge.ts";
import { isForbidden } from "../../../../src/properties/sequential/spec.ts";
import type { UploadCall } from "../../../../src/services/tus/properties/upload/call.ts";
import { uploadSpec, uploadSpecOf } from "../../../../src/services/tus/properties/upload/spec.ts";
import type { Outcome } from "../../../../src/services/tus/properties/upload/state.ts";
import { payloadOf } from "../../../../src/wire/encode/bytes.ts";
import { event } from "../../../properties/sequential/event.ts";
import { followAll } from "../../../properties/sequential/follow-all.ts";

type Row = Fact<UploadCall, Outcome>;

const OF = "u0";

const answer = (status: number, more: Partial<Outcome> = {}): Outcome => ({
  kind: status < 300 ? "accepted" : "refused",
  status,
  words: `HTTP ${status}`,
  brief: `HTTP ${status}`,
  ...more,
});

const patchAt = (offset: number, size: number, seed = 1): UploadCall => ({
  call: "patch",
  of: OF,
  offset,
  part: { size, seed },
});
const CREATED: Row = { call: { call: "create", of: OF, length: 20 }, outcome: answer(201) };
const patch = (offset: number, size: number, outcome: Outcome, seed = 1): Row => ({
  call: patchAt(offset, size, seed),
  outcome,
});
const head = (outcome: Outcome): Row => ({ call: { call: "head", of: OF }, outcome });
const drop = (outcome: Outcome): Row => ({ call: { call: "delete", of: OF }, outcome });
const read = (...parts: readonly (readonly [size: number, seed: number])[]): Row => ({
  call: { call: "read", of: OF },
  outcome: answer(200, {
    bytes: Buffer.concat(parts.map(([size, seed]) => payloadOf({ bytes: { size, seed } }).bytes)),
  }),
});
/** The first bytes of a part of so many. */
const first = (size: number, of: number, seed: number): Buffer =>
  payloadOf({ bytes: { size: of, seed } }).bytes.subarray(0, size);
const readBytes = (...bytes: readonly Buffer[]): Row => ({
  call: { call: "read", of: OF },
  outcome: answer(200, { bytes: Buffer.concat(bytes) }),
});
const at = (offset: number, status = 204): Outcome => answer(status, { offset });

const LEGAL: readonly (readonly [string, readonly Row[]])[] = [
  [
    "parts behind one another",
    [patch(0, 5, at(5)), patch(5, 15, at(20)), head(at(20, 200)), read([5, 1], [15, 1])],
  ],
  [
    "fewer bytes kept than came, and said so",
    [patch(0, 10, at(4)), head(at(4, 200)), patch(4, 2, at(6))],
  ],
  [
    "the first bytes of a part, and others behind them",
    [patch(0, 10, at(4)), patch(4, 16, at(20), 2), readBytes(first(4, 10, 1), first(16, 16, 2))],
  ],
  ["another offset that is 409", [patch(3, 5, answer(409)), head(at(0, 200))]],
  [
    "whatever is stored of an unfinished upload, in another place",
    [patch(0, 5, at(5)), read([3, 9])],
  ],
  [
    "a deleted upload that is gone",
    [drop(answer(204)), head(answer(404)), patch(0, 1, answer(410)), drop(answer(404))],
  ],
];

test.each(LEGAL)("is legal: %s", (_, rows) => {
  expect(followAll([CREATED, ...rows], uploadSpec)).not.toHaveProperty("forbids");
});

/** The last call of each is what no state allows. */
const FORBIDDEN: readonly (readonly [string, readonly Row[], readonly string[]])[] = [
  ["a PATCH at another offset that is taken", [patch(3, 5, at(8))], ["TUS-29", "TUS-30"]],
  [
    "a PATCH at another offset that is taken, which moves nothing",
    [patch(3, 5, at(0))],
    ["TUS-29"],
  ],
  ["a HEAD with more than came, where nothing was 409", [head(at(4, 200))], ["TUS-35"]],
  ["a PATCH at another offset that is 400", [patch(3, 5, answer(400))], ["TUS-29"]],
  ["a PATCH at the offset that is refused", [patch(0, 5, answer(409))], ["TUS-01"]],
  ["an offset beyond what came", [patch(0, 5, at(6))], ["TUS-35"]],
  [
    "a HEAD with fewer bytes than PATCH was told",
    [patch(0, 5, at(5)), head(at(4, 200))],
    ["TUS-35"],
  ],
  [
    "a HEAD with bytes of a PATCH that was 409",
    [patch(3, 5, answer(409)), head(at(8, 200))],
    ["TUS-30", "TUS-35"],
  ],
  [
    "a HEAD of a complete upload that is gone",
    [patch(0, 20, at(20)), head(answer(404))],
    ["TUS-19"],
  ],
  ["other bytes", [patch(0, 20, at(20)), read([20, 2])], ["TUS-01"]],
  ["a DELETE that is refused", [drop(answer(403))], ["TUS-117"]],
  ["a deleted upload that is there", [drop(answer(204)), head(at(0, 200))], ["TUS-118"]],
];

test.each(FORBIDDEN)("is forbidden: %s", (_, rows, forbids) => {
  const before = followAll([CREATED, ...rows.slice(0, -1)], uploadSpec);
  expect(isForbidden(before)).toBe(false);
  expect(followAll([CREATED, ...rows], uploadSpec)).toMatchObject({ forbids });
});

const together = (...events: Parameters<typeof explainTogether<never, UploadCall, Outcome>>[0]) => {
  const begun = followAll([CREATED], uploadSpec);
  if (isForbidden(begun)) throw new Error(begun.expected);
  return explainTogether(events, begun.known, uploadSpec) !== undefined;
};

test("of two PATCH at one offset in flight together one is taken", () => {
  const one = patchAt(0, 5, 1);
  const other = patchAt(0, 5, 2);
  expect(together(event(one, at(5), [0, 2]), event(other, answer(409), [1, 3]))).toBe(true);
  expect(together(event(one, at(5), [0, 2]), event(other, answer(423), [1, 3]))).toBe(true);
  expect(together(event(one, at(5), [0, 2]), event(other, at(5), [1, 3]))).toBe(false);
});

test("what a PATCH that was refused for others left behind HEAD may tell", () => {
  const one = patchAt(0, 5, 1);
  const look: UploadCall = { call: "head", of: OF };
  const busy = event(one, answer(423), [0, 2]);
  const other = event(patchAt(7, 1, 2), answer(409), [1, 3]);
  expect(together(busy, other, event(look, at(3, 200), [4, 5]))).toBe(true);
  expect(together(busy, other, event(look, at(6, 200), [4, 5]))).toBe(false);
  const refused = event(one, answer(409), [0, 2]);
  expect(together(refused, other, event(look, at(3, 200), [4, 5]))).toBe(false);
});

test("a DELETE amid a PATCH ends the upload, whichever came first", () => {
  const gone: UploadCall = { call: "delete", of: OF };
  const look: UploadCall = { call: "head", of: OF };
  const races = [event(patchAt(0, 5), at(5), [0, 3]), event(gone, answer(204), [1, 2])];
  expect(together(...races, event(look, answer(404), [4, 5]))).toBe(true);
  expect(together(...races, event(look, at(5, 200), [4, 5]))).toBe(false);
});

const EVERYTHING = uploadSpecOf({ lengths: true, isStrict: true });
const create = (call: Partial<UploadCall> & object, outcome: Outcome = answer(201)): Row => ({
  call: { call: "create", of: OF, ...call } as UploadCall,
  outcome,
});
const empty = (offset: number, outcome: Outcome, length?: number): Row => ({
  call: {
    ...{ call: "patch", of: OF, offset, part: { size: 0, seed: 0 } },
    ...(length === undefined ? {} : { length }),
  },
  outcome,
});
const looked = (offset: number, length?: number): Row =>
  head(answer(200, { offset, ...(length === undefined ? { deferred: "1" } : { length }) }));
const BODY = { length: 20, part: { size: 5, seed: 1 } };
const JOINED: readonly Row[] = [
  create({ length: 5, partial: true }),
  patch(0, 5, at(5)),
  {
    call: { call: "join", of: "u1", from: [OF], parts: [{ size: 5, seed: 1 }] },
    outcome: answer(201),
  },
];
const final = (call: "head" | "read", outcome: Outcome): Row => ({
  call: { call, of: "u1" },
  outcome,
});

test.each<readonly [string, readonly Row[]]>([
  ["a creation that is refused", [create({ length: 0 }, answer(400))]],
  ["an upload of no bytes", [create({ length: 0 }), looked(0, 0), empty(0, at(0)), read()]],
  ["a PATCH without bytes that is refused", [CREATED, empty(0, answer(400)), looked(0, 20)]],
  ["a deferred length", [create({}), patch(0, 5, at(5)), looked(5)]],
  [
    "a length told without bytes",
    [create({}), patch(0, 5, at(5)), empty(5, at(5), 5), looked(5, 5)],
  ],
  ["one that was refused, and heard", [create({}), empty(0, answer(400), 5), looked(0, 5)]],
  ["one that was refused, and not heard", [create({}), empty(0, answer(400), 5), looked(0)]],
  ["bytes of a creation, fewer than came", [create(BODY, at(3, 201)), looked(3, 20)]],
  [
    "what is stored of a part, in another place",
    [create({ length: 5, partial: true }), patch(0, 5, at(5)), read([5, 9])],
  ],
  ["a part that is gone when it is joined", [...JOINED, head(answer(404))]],
  [
    "a final upload that is put together later",
    [
      ...JOINED,
      final("head", answer(200, { length: 5 })),
      final("read", answer(200, { bytes: Buffer.alloc(0) })),
      final("head", answer(200, { offset: 5, length: 5 })),
      final("read", answer(200, { bytes: first(5, 5, 1) })),
    ],
  ],
])("is legal of uploads of every kind: %s", (_, rows) => {
  expect(followAll(rows, EVERYTHING)).not.toHaveProperty("forbids");
});

test.each<readonly [string, readonly Row[], readonly string[]]>([
  ["a length of 0 that is forgotten", [create({ length: 0 }), looked(0)], ["TUS-20"]],
  ["another length", [CREATED, looked(0, 21)], ["TUS-20"]],
  ["a length nobody told", [create({}), looked(0, 20)], ["TUS-12"]],
  ["nothing of a length", [create({}), head(answer(200, { offset: 0 }))], ["TUS-65"]],
  [
    "a length that is deferred as well",
    [CREATED, head(answer(200, { offset: 0, length: 20, deferred: "1" }))],
    ["TUS-50"],
  ],
  [
    "a PATCH of a deferred one that is refused",
    [create({}), patch(0, 5, answer(400))],
    ["TUS-01", "TUS-12"],
  ],
  [
    "a length told without bytes that is forgotten",
    [create({}), empty(0, at(0), 5), looked(0)],
    ["TUS-20"],
  ],
  ["a PATCH without bytes that moves", [CREATED, patch(0, 5, at(5)), empty(5, at(0))], ["TUS-35"]],
  ["one that finds no upload", [CREATED, empty(0, answer(404))], ["TUS-36"]],
  ["bytes of a creation without an offset", [create(BODY)], ["TUS-84"]],
  ["more bytes of a creation than came", [create(BODY, at(6, 201))], ["TUS-85"]],
  [
    "bytes of a creation that HEAD does not know",
    [create(BODY, at(5, 201)), looked(0, 20)],
    ["TUS-85"],
  ],
  [
    "a final upload that is shorter",
    [...JOINED, final("head", answer(200, { offset: 0, length: 0 }))],
    ["TUS-121"],
  ],
  [
    "a final upload amid its bytes",
    [...JOINED, final("head", answer(200, { offset: 3, length: 5 }))],
    ["TUS-137"],
  ],
  [
    "a final upload of other bytes",
    [
      ...JOINED,
      final("head", answer(200, { offset: 5, length: 5 })),
      final("read", answer(200, { bytes: first(5, 5, 2) })),
    ],
    ["TUS-124"],
  ],
])("is forbidden of uploads of every kind: %s", (_, rows, forbids) => {
  expect(followAll(rows, EVERYTHING)).toMatchObject({ forbids });
});

test("lengths and what only a SHOULD forbids are judged where that is asked for", () => {
  const rows = [CREATED, empty(0, answer(404)), looked(0, 21)];
  expect(followAll(rows, uploadSpec)).not.toHaveProperty("forbids");
});
