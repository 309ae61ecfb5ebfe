import type { JsonValue } from "../../../model/value.ts";
import { type ExportedPlace, type ExportedRequest, NotExpressible } from "../../exported-test.ts";
import type { Condition, Subject, Test } from "../../judge/condition.ts";
import { GUID_PATTERN } from "../../judge/condition.ts";
import { hurlString } from "./hurl-text.ts";

const CAPITALS = "ABCDEFGHIJKLMNOPQRSTUVWXYZ";
const LOWER = `translate(local-name(), '${CAPITALS}', '${CAPITALS.toLowerCase()}')`;
/** The element that carries the answer, in whatever envelope. */
const ELEMENT = `//*[@*[${LOWER} = 'success']]`;

type Leaf = Extract<Condition, { readonly of: Subject }>;

/**
 * A condition as lines of `[Asserts]`, of which all must hold.
 *
 * @throws NotExpressible where lines that all must hold do not say it
 */
export function hurlAsserts(condition: Condition, request: ExportedRequest): readonly string[] {
  if ("all" in condition) return condition.all.flatMap((one) => hurlAsserts(one, request));
  if ("any" in condition) {
    const [only, ...others] = condition.any;
    if (only && others.length === 0) return hurlAsserts(only, request);
    throw new NotExpressible("hurl has no word for several right answers");
  }
  if ("status" in condition) return statusAsserts(condition.status);
  if ("not" in condition) {
    const { not } = condition;
    if (!("of" in not)) throw new NotExpressible("hurl has no word for what must not all hold");
    return [leafAssert(not, request, "not ")];
  }
  return [leafAssert(condition, request, "")];
}

/** Whole classes that follow one another, or one status. */
function statusAsserts(wanted: readonly (number | string)[]): readonly string[] {
  const ranges = wanted
    .map((one): readonly [number, number] =>
      typeof one === "number" ? [one, one] : [Number(`${one[0]}00`), Number(`${one[0]}99`)],
    )
    .sort(([a], [b]) => a - b);
  const isOne = ranges.every(
    ([first], index) => index === 0 || ranges[index - 1]?.[1] === first - 1,
  );
  const [low, high] = [ranges[0]?.[0], ranges.at(-1)?.[1]];
  if (!isOne || low === undefined || high === undefined) {
    throw new NotExpressible("hurl has no word for several right statuses");
  }
  return low === high ? [`status == ${low}`] : [`status >= ${low}`, `status <= ${high}`];
}

function leafAssert({ of, is }: Leaf, request: ExportedRequest, not: string): string {
  // An attribute that is absent is empty to XPath, which no right answer may turn on.
  const isXPath = of.kind === "attribute" || of.kind === "success" || of.kind === "elementText";
  if ("isEmpty" in is && isXPath) return `${queryOf(of, request)} ${not}== ""`;
  if ("sameText" in is && is.sameText === "" && isXPath) {
    if (not !== "") throw new NotExpressible("hurl does not tell empty from absent here");
    const exists = `xpath ${hurlString(`boolean(${pathOf(of)})`)} == true`;
    return `${exists}\n${queryOf(of, request)} == ""`;
  }
  if (of.kind === "success" && "sameText" in is) {
    const words = is.sameText === "true" ? "true|1" : "false|0";
    return `${queryOf(of, request)} ${not}matches ${hurlString(`(?i)^\\s*(${words})\\s*$`)}`;
  }
  if ("isAbsent" in is) {
    // What XPath makes a text of is there, if only as an empty one.
    if (isXPath) throw new NotExpressible("hurl does not tell empty from absent here");
    return `${queryOf(of, request)} ${not === "" ? "not exists" : "exists"}`;
  }
  if (of.kind === "documentDigest" && "sameText" in is) {
    return `sha256 ${not}== hex,${is.sameText};`;
  }
  return `${queryOf(of, request)} ${not}${predicateOf(is)}`;
}

function predicateOf(is: Test): string {
  if ("same" in is) return `== ${literalOf(is.same)}`;
  if ("sameText" in is) return `== ${hurlString(is.sameText)}`;
  if ("sameSaved" in is) return `== "{{${is.sameSaved}}}"`;
  if ("matches" in is) return `matches ${hurlString(is.matches)}`;
  if ("contains" in is) return `contains ${hurlString(is.contains)}`;
  if ("isGuid" in is) return `matches ${hurlString(GUID_PATTERN)}`;
  if ("isText" in is) return `matches ${hurlString("\\S")}`;
  if ("integer" in is && Object.keys(is.integer).length === 0) {
    return is.typed ? "isInteger" : `matches ${hurlString("^-?[0-9]+$")}`;
  }
  throw new NotExpressible("hurl has no word for what the value must be");
}

function literalOf(value: JsonValue): string {
  if (typeof value === "string") return hurlString(value);
  if (typeof value === "object" && value !== null) {
    throw new NotExpressible("hurl has no word for an object or a list");
  }
  return JSON.stringify(value);
}

function queryOf(subject: Subject, { answered }: ExportedRequest): string {
  switch (subject.kind) {
    case "header":
      return `header ${hurlString(subject.name)}`;
    case "text":
      return "body";
    case "json":
      return `jsonpath ${hurlString(jsonPath(subject.pointer))}`;
    case "success":
    case "attribute":
      return `xpath ${hurlString(`string(${pathOf(subject)})`)}`;
    case "elementText":
      throw new NotExpressible("hurl does not compare base64 without its white space");
    case "documentDigest":
      if (answered?.text?.trimStart().startsWith("<") || answered?.text?.startsWith('"')) {
        throw new NotExpressible("hurl does not take a document out of XML or JSON");
      }
      return "sha256";
    default:
      return subject satisfies never;
  }
}

/** What an answer says in an attribute, as XPath. */
function pathOf(subject: Subject): string {
  if (subject.kind === "success") {
    // Of some servers it is an element.
    return `${ELEMENT}/@*[${LOWER} = 'success'] | //*[${LOWER} = 'success']`;
  }
  if (subject.kind !== "attribute") throw new NotExpressible("hurl takes no such value out of XML");
  const name = plainName(subject.name);
  if (!subject.anyCase) return `${ELEMENT}/@${name}`;
  return `${ELEMENT}/@*[${LOWER} = '${name.toLowerCase()}']`;
}

/** A name that means the same in XPath, JSONPath and a capture. */
function plainName(name: string): string {
  if (/^[A-Za-z_][\w-]*$/.test(name)) return name;
  throw new NotExpressible("hurl takes no value by such a name");
}

function jsonPath(pointer: string): string {
  const parts = pointer.split("/").slice(1);
  return `$${parts.map((part) => `['${plainName(part)}']`).join("")}`;
}

/** A line of `[Captures]`. */
export function hurlCapture(name: string, from: ExportedPlace, request: ExportedRequest): string {
  const saved = plainName(name);
  if ("text" in from) return `${saved}: regex ${hurlString(from.text)}`;
  if ("header" in from) return `${saved}: header ${hurlString(from.header)}`;
  if ("json" in from) return `${saved}: jsonpath ${hurlString(jsonPath(from.json))}`;
  const subject = { kind: "attribute", name: from.attribute, anyCase: true } as const;
  return `${saved}: ${queryOf(subject, request)}`;
}
