import {
  createScanner,
  type Node,
  type ParseError,
  type ParseErrorCode,
  parseTree,
  printParseErrorCode,
} from "jsonc-parser";
import { type Problem, UsageError } from "../model/errors.ts";
import type { SourceDocument } from "./document.ts";
import { firstPerLine } from "./first-per-line.ts";
import { locate, type Place } from "./locate.ts";
import { remembered } from "./remembered.ts";
import { textPositions } from "./text-positions.ts";

/** Nobody nests a file by hand this deep; the parser would overflow the stack further down. */
const MAX_DEPTH = 200;

/**
 * Reads JSON with comments and trailing commas. Every syntax error and every key that is written
 * twice is a problem of one {@link UsageError} with the code `json-syntax`.
 */
export function parseJsonDocument(file: string, source: string): SourceDocument {
  const text = source.replace(/^\uFEFF/, "");
  const at = textPositions(file, text);
  const tooDeep = firstTooDeep(text);
  if (tooDeep !== undefined) {
    throw new UsageError("json-syntax", [
      { message: `nested more than ${MAX_DEPTH} levels deep`, at: at(tooDeep) },
    ]);
  }
  const errors: ParseError[] = [];
  const root = parseTree(text, errors, { allowTrailingComma: true });
  const problems: Problem[] = errors.map((error) => ({
    message: jsonSyntaxMessage(error.error),
    at: at(error.offset),
  }));
  for (const duplicate of root ? duplicateKeys(root) : []) {
    const first = at(duplicate.first);
    problems.push({
      message: `the key ${JSON.stringify(duplicate.key)} is here twice, first in line ${first.line}`,
      at: at(duplicate.offset),
    });
  }
  if (problems.length > 0 || root === undefined)
    throw new UsageError("json-syntax", firstPerLine(problems));
  const start: Place<Node> = { key: root.offset, value: root.offset, node: root };
  const membersOf = remembered((node: Node) => new Map(members(node).map(asEntry)));
  const childOf = (node: Node, segment: string | number) => child(node, segment, membersOf);
  return {
    file,
    value: plainValue(root),
    positionOf: (path, part = "value") => at(locate(start, path, part, childOf)),
  };
}

/** The parser's codes in words; a code that is new to us keeps its name. */
const SYNTAX_MESSAGES: Readonly<Record<string, string>> = {
  InvalidSymbol: "this is not JSON: a name or text needs double quotes",
  InvalidNumberFormat: "this is not a number",
  PropertyNameExpected: "a key in double quotes is expected here",
  ValueExpected: "a value is expected here",
  ColonExpected: "a colon is expected after the key",
  CommaExpected: "a comma is missing before this",
  CloseBraceExpected: "a closing brace } is missing",
  CloseBracketExpected: "a closing bracket ] is missing",
  EndOfFileExpected: "the document has ended, but text follows",
  InvalidCommentToken: "a comment is not allowed here",
  UnexpectedEndOfComment: "this comment is not closed",
  UnexpectedEndOfString: "this text has no closing double quote",
  UnexpectedEndOfNumber: "this number is not complete",
  InvalidUnicode: "\\u needs four hexadecimal digits",
  InvalidEscapeCharacter: 'after \\ only one of " \\ / b f n r t u may stand',
  InvalidCharacter: "a control character must be written as an escape such as \\n or \\t",
};

/** What a syntax error means to the one who wrote the file. */
function jsonSyntaxMessage(code: ParseErrorCode): string {
  const name = printParseErrorCode(code);
  return SYNTAX_MESSAGES[name] ?? name;
}

/** The scanner's numbers of `{` and `[`, of `}` and `]`, and of the end. */
const OPENING = [1, 3];
const CLOSING = [2, 4];
const END_OF_FILE = 17;

/** The offset of the bracket that opens one level too many. Strings and comments do not count. */
function firstTooDeep(text: string): number | undefined {
  const scanner = createScanner(text, true);
  let depth = 0;
  for (let token: number = scanner.scan(); token !== END_OF_FILE; token = scanner.scan()) {
    if (OPENING.includes(token)) depth += 1;
    else if (CLOSING.includes(token)) depth -= 1;
    if (depth > MAX_DEPTH) return scanner.getTokenOffset();
  }
  return undefined;
}

/** Own data properties only, so that a key `__proto__` is a key like any other. */
function plainValue(node: Node): unknown {
  if (node.type === "array") return (node.children ?? []).map(plainValue);
  if (node.type !== "object") return node.value;
  return Object.fromEntries(
    members(node).map(([key, value]) => [key.value, value ? plainValue(value) : null]),
  );
}

function members(node: Node): readonly (readonly [Node, Node | undefined])[] {
  return (node.children ?? []).flatMap((property) => {
    const [key, value] = property.children ?? [];
    return key ? [[key, value] as const] : [];
  });
}

type Members = ReadonlyMap<string, readonly [Node, Node | undefined]>;

function asEntry(member: readonly [Node, Node | undefined]) {
  return [String(member[0].value), member] as const;
}

function child(
  node: Node,
  segment: string | number,
  membersOf: (node: Node) => Members,
): Place<Node> | undefined {
  if (node.type === "array") {
    const item = typeof segment === "number" ? node.children?.[segment] : undefined;
    return item && { key: item.offset, value: item.offset, node: item };
  }
  if (node.type !== "object") return undefined;
  const found = membersOf(node).get(String(segment));
  if (!found) return undefined;
  const [key, value] = found;
  return { key: key.offset, value: value?.offset ?? key.offset, node: value };
}

interface DuplicateKey {
  readonly key: string;
  readonly offset: number;
  readonly first: number;
}

function duplicateKeys(node: Node): readonly DuplicateKey[] {
  if (node.type === "array") return (node.children ?? []).flatMap(duplicateKeys);
  if (node.type !== "object") return [];
  const seen = new Map<string, number>();
  return members(node).flatMap(([key, value]) => {
    const below = value ? duplicateKeys(value) : [];
    const first = seen.get(key.value);
    if (first !== undefined) return [{ key: key.value, offset: key.offset, first }, ...below];
    seen.set(key.value, key.offset);
    return below;
  });
}
