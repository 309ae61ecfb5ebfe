import { expect, test } from "vitest";
import { type Accepted, withConsequences } from "../../src/judge/report/with-consequences.ts";
import type { Failure, RecordedStep } from "../../src/model/failure.ts";
import type { RuleReport } from "../../src/model/report.ts";
import { failureOf, ruleOf } from "../reporters/fixtures/report-of.ts";

const NO_PLACE = "HTTP 404 with an empty body";
const EXPIRED = 'success=false with error "[901] Session expired or invalid ticket"';
const REFUSED = "expected success=true, got refused before the operation: HTTP 404";
const NO_TICKET = "expected success=true, got refused: ticket error";

function step(rest: Partial<RecordedStep> = {}): RecordedStep {
  return {
    call: "DeleteUploadHandler",
    binding: "get",
    as: "owner",
    with: {},
    judged: { success: true },
    answer: NO_PLACE,
    ...(rest.answer === EXPIRED ? { credential: "refused" } : {}),
    ...rest,
  };
}

function failing(statement: string, own: RecordedStep, rest: Partial<Failure> = {}): Failure {
  const signature = `${statement} ${own.answer === EXPIRED ? NO_TICKET : REFUSED}`;
  return failureOf("get", { statements: [statement], signature, step: 1, steps: [own], ...rest });
}

function rule(id: string, failures: readonly Failure[], rest: Partial<RuleReport> = {}) {
  return ruleOf(id, {
    statements: failures[0]?.statements ?? [],
    verdict: "fail",
    failures,
    ...rest,
  });
}

const reach = rule("get", [failing("DUH-02", step())], { explains: "call" });
const works = rule("ticket-works", [failing("AUT-01", step({ answer: EXPIRED }))], {
  explains: "session",
});

/** Calls that were accepted in the same run. */
const OTHERWISE = { DeleteUploadHandler: { get: 3 }, CreateUploadHandler: { get: 2 } };

/** The rules, by their last part, that are told to be consequences, with the rule that explains them. */
function explained(...rules: readonly RuleReport[]): Readonly<Record<string, string | undefined>> {
  return explainedWhere({}, ...rules);
}

function explainedWhere(
  accepted: Accepted,
  ...rules: readonly RuleReport[]
): Readonly<Record<string, string | undefined>> {
  const last = (id: string): string => id.split(".").at(-1) ?? "";
  return Object.fromEntries(
    withConsequences(rules, accepted).map(({ id, failures: [first] }) => [
      last(id),
      first?.consequenceOf && last(first.consequenceOf.rule),
    ]),
  );
}

test("the same answer to a call that is refused in its plain form is a consequence", () => {
  const other = rule("never-issued", [failing("DUH-11", step())]);
  expect(explained(reach, other)).toEqual({ get: undefined, "never-issued": "get" });
  const [, marked] = withConsequences([reach, other]);
  expect(marked?.failures[0]?.consequenceOf).toEqual({ rule: reach.id, statements: ["DUH-02"] });
  expect(marked?.failures[0]?.statements).toEqual(["DUH-11"]);
});

test.each([
  ["another answer", step({ answer: "HTTP 500 with an empty body" })],
  ["another code in its words", step({ answer: "HTTP 404 with error 17" })],
  ["another binding", step({ binding: "post" })],
  ["another operation", step({ call: "CreateUploadHandler" })],
])("%s is a failure of its own", (_, own) => {
  const other = rule("never-issued", [failing("DUH-11", own)]);
  expect(explained(reach, other)["never-issued"]).toBeUndefined();
});

test("ids and numbers in an answer make no difference", () => {
  const says = (id: string) => step({ answer: `HTTP 404 with "no ${id}, request 1764425000017"` });
  const root = rule("get", [failing("DUH-02", says("0f8fad5b-d9cb-469f-a165-70867728950e"))], {
    explains: "call",
  });
  const other = rule("never-issued", [
    failing("DUH-11", says("7c9e6679-7425-40de-944b-e07fc1f90ae7")),
  ]);
  expect(explained(root, other)["never-issued"]).toBe("get");
});

test("of a sequence every call is looked at, of a rule with steps the one that was judged", () => {
  const { judged: _, ...unjudged } = step();
  const { judged: __, ...good } = step({ call: "CreateUploadHandler", answer: "success=true" });
  const sequence = failing("DUH-12", good, { steps: [good, unjudged] });
  expect(explained(reach, rule("together", [sequence])).together).toBe("get");
  const own = step({ call: "UploadFileChunk", answer: "success=true" });
  const judged = failing("CUH-24", own, { step: 2, steps: [unjudged, own] });
  expect(explained(reach, rule("released", [judged])).released).toBeUndefined();
});

test("a good ticket that several operations refuse is the session's fault", () => {
  const create = step({ call: "CreateUploadHandler", answer: EXPIRED });
  const refused = rule("size", [failing("CUH-09", create)]);
  const plain = rule("get", [failing("DUH-02", step({ answer: EXPIRED }))], { explains: "call" });
  expect(explained(works, refused, plain)).toEqual({
    "ticket-works": undefined,
    size: "ticket-works",
    get: "ticket-works",
  });
});

test("a good ticket that one operation alone refuses is that operation's fault", () => {
  const plain = rule("get", [failing("DUH-02", step({ answer: EXPIRED }))], { explains: "call" });
  expect(explained(works, plain)).toEqual({ "ticket-works": "get", get: undefined });
});

test("a refused ticket that nobody issued is none of the session's", () => {
  const create = step({ call: "CreateUploadHandler", answer: EXPIRED });
  const second = rule("size", [failing("CUH-09", create)]);
  const other = rule("other", [failing("DUH-10", step({ answer: EXPIRED, as: "unknown" }))]);
  expect(explained(works, second, other).other).toBeUndefined();
});

test("what an answer says of a ticket where it was asked for is none of the session's", () => {
  const create = step({ call: "CreateUploadHandler", answer: EXPIRED });
  const second = rule("size", [failing("CUH-09", create)]);
  const { credential: _, ...asked } = step({ answer: EXPIRED });
  expect(explained(works, second, rule("other", [failing("DUH-10", asked)])).other).toBeUndefined();
});

test("after a log-out a refused ticket is nobody's fault", () => {
  const create = step({ call: "CreateUploadHandler", answer: EXPIRED });
  const out = step({ call: "LogOut", answer: "success=true", credential: "ended" });
  const after = failing("AUT-07", step({ answer: EXPIRED }), {
    step: 2,
    steps: [out, step({ answer: EXPIRED })],
  });
  expect(
    explained(works, rule("size", [failing("CUH-09", create)]), rule("after", [after])).after,
  ).toBeUndefined();
});

test("may be asked again of what it gave", () => {
  const once = withConsequences([reach, rule("never-issued", [failing("DUH-11", step())])]);
  expect(withConsequences(once)).toEqual(once);
});

test("what is accepted otherwise over that binding explains nothing: it was refused for what it was given", () => {
  const other = rule("after-finalize", [failing("DUH-16", step())]);
  expect(explainedWhere(OTHERWISE, reach, other)["after-finalize"]).toBeUndefined();
});

test("where tickets work at times, a refusal is the session's only for that user, where the operation takes tickets", () => {
  const create = step({ call: "CreateUploadHandler", answer: EXPIRED });
  const own = rule("size", [failing("CUH-09", create)]);
  const stranger = rule("any-user", [failing("CUH-19", { ...create, as: "stranger" })]);
  const never = rule("staged", [failing("GDH-01", { ...create, call: "GetDownloadHandler" })]);
  const seen = explainedWhere(OTHERWISE, works, own, stranger, never);
  expect(seen).toMatchObject({ "ticket-works": undefined, size: "ticket-works" });
  expect(seen["any-user"]).toBeUndefined();
  expect(seen["staged"]).toBeUndefined();
});
