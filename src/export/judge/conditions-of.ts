import { createHash } from "node:crypto";
import type { ErrorKind, ErrorText } from "../../model/error-kind.ts";
import { payloadBytes } from "../../model/payload-bytes.ts";
import { textOf } from "../../model/text-of.ts";
import type { BytesSpec, JsonValue } from "../../model/value.ts";
import { refersTo } from "../../rules/check/references.ts";
import { isPayload } from "../../wire/encode/value-text.ts";
import { NotExpressible } from "../exported-test.ts";
import type { Condition, Subject, Test } from "./condition.ts";
import { matched, pointerOf } from "./matched.ts";

/** What the answer of a call is, which decides how it says that it was taken or refused. */
export type AnswerKind = "element" | "document" | "status";

export interface Judging {
  readonly kind: AnswerKind;
  /** The errors that the documents name for the operation. */
  readonly errors: readonly ErrorKind[];
  /** Names of values that earlier answers gave. */
  readonly saved: ReadonlySet<string>;
  /** All bytes that the case sent before, where they are known. */
  readonly sent: Buffer | undefined;
}

type Members = Readonly<Record<string, JsonValue>>;
type Writer = (argument: JsonValue, judging: Judging) => Condition;

const SUCCESS: Subject = { kind: "success" };
const said = (text: "true" | "false"): Condition => ({ of: SUCCESS, is: { sameText: text } });
const SAYS_NOTHING: Condition = { of: SUCCESS, is: { isAbsent: true } };
const ASKS_AGAIN: Condition = {
  of: { kind: "attribute", name: "tryagain", anyCase: true },
  is: { matches: "^\\s*([Tt][Rr][Uu][Ee]|1)\\s*$" },
};
const ERROR_STATUS: Condition = { status: ["4xx", "5xx"] };
const SOAP_FAULT: Condition = {
  of: { kind: "text" },
  is: { matches: "<([A-Za-z0-9_.-]+:)?Fault[\\s>]" },
};
const EMPTY_DOCUMENT = createHash("sha256").digest("hex");

const anyCase = (name: string): Subject => ({ kind: "attribute", name, anyCase: true });

/** An answer tells an error of the documents. */
function toldBy({ when, among = [] }: ErrorKind, kinds: readonly ErrorKind[]): Condition {
  const more = kinds.filter(({ name }) => among.includes(name));
  return anyOf(
    [...more.flatMap((kind) => kind.when), ...when].map((said) =>
      all(Object.entries(said).map(([name, text]) => ({ of: anyCase(name), is: saying(text) }))),
    ),
  );
}

function saying(text: ErrorText): Test {
  if (typeof text !== "string") return text;
  return { matches: `^\\s*${text.replace(/[.*+?^${}()|[\]\\]/g, "\\$&")}\\s*$` };
}

function anyOf(conditions: readonly Condition[]): Condition {
  const [only, ...more] = conditions;
  return only && more.length === 0 ? only : { any: conditions };
}

/** What any service can be asked. */
const ERRORS: Readonly<Record<string, Condition>> = {
  none: { of: { kind: "attribute", name: "error" }, is: { sameText: "" } },
  some: { of: { kind: "attribute", name: "error" }, is: { isText: true } },
};

const CHECKS: Readonly<Record<string, Writer>> = {
  success: (wanted, { kind }) => {
    if (kind === "status")
      throw new NotExpressible("it asks a REST answer for a success attribute");
    if (wanted !== true && kind === "document") {
      throw new NotExpressible(
        "how an operation that gives a document says that it failed is not one thing",
      );
    }
    if (wanted !== true) return said("false");
    return kind === "element"
      ? { all: [said("true"), { not: ASKS_AGAIN }] }
      : { all: [{ status: ["2xx"] }, { not: said("false") }, { not: digestIs(EMPTY_DOCUMENT) }] };
  },
  refused: (_, { kind }) => {
    if (kind === "status") return ERROR_STATUS;
    const refusals: readonly Condition[] = [
      said("false"),
      ASKS_AGAIN,
      { all: [SAYS_NOTHING, { any: [ERROR_STATUS, SOAP_FAULT] }] },
    ];
    return { any: kind === "document" ? [...refusals, digestIs(EMPTY_DOCUMENT)] : refusals };
  },
  served: (_, { kind }) => {
    const isError: Condition = { status: ["5xx"] };
    if (kind === "status") return { not: isError };
    return { not: { all: [isError, SAYS_NOTHING, { not: SOAP_FAULT }] } };
  },
  error: (wanted, { errors }) => {
    const name = textOf(wanted);
    const kind = errors.find((one) => one.name === name);
    const condition = kind ? toldBy(kind, errors) : ERRORS[name];
    if (!condition) throw new NotExpressible(`it asks for an error "${textOf(wanted)}"`);
    return condition;
  },
  attributes: (wanted, judging) => {
    if (judging.kind === "status") {
      throw new NotExpressible("it looks at the elements of an XML answer of REST");
    }
    return all(
      Object.entries(wanted as Members).map(([name, matcher]) =>
        matched({ kind: "attribute", name }, matcher, judging),
      ),
    );
  },
  http: (wanted) => ({ status: [Number(wanted)] }),
  status: (wanted) => ({ status: [wanted].flat() as readonly (number | string)[] }),
  headers: (wanted, judging) =>
    all(
      Object.entries(wanted as Members).map(([name, matcher]): Condition => {
        const of = { kind: "header", name } as const;
        return matcher === "absent"
          ? { of, is: { isAbsent: true } }
          : matched(of, matcher, judging);
      }),
    ),
  json: (wanted, judging) => {
    const whole = wanted as Members;
    const isClosed = Object.hasOwn(whole, "only");
    const members = (isClosed ? whole["only"] : whole) as Members;
    const names = Object.keys(members);
    return all([
      ...(isClosed ? [onlyMembers(names)] : []),
      ...names.map((name) =>
        matched({ kind: "json", pointer: pointerOf(name) }, members[name] ?? null, judging),
      ),
    ]);
  },
  body: (wanted, judging) =>
    wanted === "empty"
      ? { of: { kind: "text" }, is: { sameText: "" } }
      : matched({ kind: "text" }, wanted, judging),
  bytes: (wanted, judging) => {
    const digest = createHash("sha256").update(partOf(wanted, judging)).digest("hex");
    return judging.kind === "status"
      ? all([{ status: ["2xx"] }, digestIs(digest)])
      : digestIs(digest);
  },
  chunk: (wanted, judging) => ({
    of: { kind: "elementText" },
    is: { sameText: partOf(wanted, judging).toString("base64") },
  }),
  oneOf: (wanted, judging) => ({
    any: (wanted as readonly Members[]).map(({ because: _, editions: __, ...checks }) =>
      all(Object.entries(checks).map(([name, argument]) => conditionOf(name, argument, judging))),
    ),
  }),
};

/**
 * A check of the rule files as a condition of an answer alone.
 *
 * @throws NotExpressible where it needs more than that: another answer, a model, what lies behind the server
 */
export function conditionOf(check: string, argument: JsonValue, judging: Judging): Condition {
  const write = Object.hasOwn(CHECKS, check) ? CHECKS[check] : undefined;
  if (!write) throw new NotExpressible(`the check "${check}" needs more than one answer can show`);
  return write(argument, judging);
}

function digestIs(digest: string): Condition {
  return { of: { kind: "documentDigest" }, is: { sameText: digest } };
}

function all(conditions: readonly Condition[]): Condition {
  const [only] = conditions;
  return only && conditions.length === 1 ? only : { all: conditions };
}

function onlyMembers(names: readonly string[]): Condition {
  if (names.some((name) => name.startsWith("/"))) {
    throw new NotExpressible("it looks for further members beside those inside others");
  }
  return { of: { kind: "json", pointer: "" }, is: { hasOnly: names } };
}

/** The bytes that a check compares with: all that were sent, a payload, or a part of either. */
function partOf(wanted: JsonValue, judging: Judging): Buffer {
  const isPart = typeof wanted === "object" && wanted !== null && "from" in wanted;
  if (!isPart) return wholeOf(wanted, judging);
  const { of = null, from = 0, length = 0 } = wanted as Members;
  if (typeof from !== "number" || typeof length !== "number") {
    throw new NotExpressible("it compares with a part of a document that an answer decides");
  }
  return wholeOf(of, judging).subarray(from, from + length);
}

function wholeOf(value: JsonValue, { sent }: Judging): Buffer {
  if (value === "$sent" && sent) return sent;
  if (isPayload(value)) return payloadBytes(value as BytesSpec);
  if (typeof value === "string" && !refersTo(value, () => true)) return Buffer.from(value);
  throw new NotExpressible("it compares with bytes that the report does not have");
}
