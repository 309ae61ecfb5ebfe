import {
  isAlias,
  isMap,
  isNode,
  isPair,
  isScalar,
  isSeq,
  type Node,
  type Pair,
  parseDocument,
  type Scalar,
  type YAMLMap,
} from "yaml";
import { UsageError } from "../model/errors.ts";
import type { SourceDocument } from "./document.ts";
import { firstPerLine } from "./first-per-line.ts";
import { locate, type Place } from "./locate.ts";
import { nodeStart } from "./node-start.ts";
import { remembered } from "./remembered.ts";
import { textPositions } from "./text-positions.ts";
import { yamlFaults } from "./yaml-faults.ts";

/** How often an anchor may be repeated: enough for people, too little for a billion laughs. */
const MAX_ALIAS_COUNT = 100;

const OPTIONS = {
  version: "1.2",
  schema: "core",
  prettyErrors: false,
  stringKeys: true,
  uniqueKeys: false,
} as const;

/**
 * Reads one YAML 1.2 document (core schema, string keys). Every syntax error, every key that is
 * written twice, every unknown tag and every alias that cannot be resolved is a problem of one
 * {@link UsageError} with the code `yaml-syntax`. A place inside an alias is the place where its
 * anchor was written.
 */
export function parseYamlDocument(file: string, source: string): SourceDocument {
  const text = source.replace(/^\uFEFF/, "");
  const at = textPositions(file, text);
  if (nestsTooDeeply(text)) throw tooDeep(file);
  const { document, value } = bounded(file, () => {
    const document = parseDocument(text, OPTIONS);
    const faults = firstPerLine(yamlFaults(document, at));
    if (faults.length > 0) throw new UsageError("yaml-syntax", faults);
    const value: unknown = document.toJS({ maxAliasCount: MAX_ALIAS_COUNT });
    return { document, value };
  });
  const offset = document.contents ? nodeStart(document.contents) : 0;
  const root: Place<Node> = { key: offset, value: offset, node: document.contents ?? undefined };
  // Each time an alias is asked what it stands for, it looks through the whole document.
  const aliased = new Map<Node, Node | undefined>();
  const unaliased = (node: Node): Node | undefined => {
    if (!isAlias(node)) return node;
    if (!aliased.has(node)) aliased.set(node, node.resolve(document));
    return aliased.get(node);
  };
  const pairsOf = remembered(pairsByKey);
  const childOf = (node: Node, segment: string | number) =>
    child(unaliased(node), segment, pairsOf);
  return {
    file,
    value,
    positionOf: (path, part = "value") => at(locate(root, path, part, childOf)),
  };
}

/** People nest a dozen levels; a parser's stack ends after some thousand. */
const MOST_LEVELS = 500;
/** As many dashes in one line nest as many lists. */
const DASHES = new RegExp(`(?:[-?] +){${MOST_LEVELS}}`);

/**
 * Whether a YAML text nests so deeply that no parser should be given it: a stack that overflows inside
 * a regular expression ends the process, and no error can be caught. A rough count of open brackets
 * and of dashes in a row; brackets inside texts count too, which no rule file has hundreds of.
 */
function nestsTooDeeply(text: string): boolean {
  let open = 0;
  for (let index = 0; index < text.length; index++) {
    const character = text[index];
    if (character === "[" || character === "{") open++;
    else if (character === "]" || character === "}") open = Math.max(0, open - 1);
    if (open > MOST_LEVELS) return true;
  }
  return DASHES.test(text) || deepestIndent(text) > MOST_LEVELS;
}

/** Every level of a block is indented by one space at least. */
function deepestIndent(text: string): number {
  const indents = new Set([...text.matchAll(/^( +)\S/gm)].map(([, spaces = ""]) => spaces.length));
  return indents.size;
}

function tooDeep(file: string, cause?: unknown): UsageError {
  const at = { file, line: 1, column: 1 };
  return new UsageError("yaml-syntax", [{ message: "nested too deeply to be read", at }], {
    cause,
  });
}

/** Turns the library's defences against hostile files into problems of the file. */
function bounded<T>(file: string, read: () => T): T {
  try {
    return read();
  } catch (cause) {
    const at = { file, line: 1, column: 1 };
    if (cause instanceof RangeError) {
      throw tooDeep(file, cause);
    }
    if (cause instanceof ReferenceError) {
      const problem = { message: "too many aliases", at, hint: "write the repeated parts out" };
      throw new UsageError("yaml-syntax", [problem], { cause });
    }
    throw cause;
  }
}

type Pairs = ReadonlyMap<string, Pair<Scalar, unknown>>;

/** The pairs of a map; of two with a key, which is a problem of its own, the first. */
function pairsByKey(map: YAMLMap): Pairs {
  const pairs = new Map<string, Pair<Scalar, unknown>>();
  for (const pair of map.items) {
    if (!isPair(pair) || !isScalar(pair.key)) continue;
    const key = String(pair.key.value);
    if (!pairs.has(key)) pairs.set(key, pair as Pair<Scalar, unknown>);
  }
  return pairs;
}

/** @param node no alias */
function child(
  node: Node | undefined,
  segment: string | number,
  pairsOf: (map: YAMLMap) => Pairs,
): Place<Node> | undefined {
  if (isSeq(node)) {
    const item = typeof segment === "number" ? node.items[segment] : undefined;
    if (!isNode(item)) return undefined;
    return { key: nodeStart(item), value: nodeStart(item), node: item };
  }
  const pair = isMap(node) ? pairsOf(node).get(String(segment)) : undefined;
  if (!pair) return undefined;
  const key = nodeStart(pair.key);
  const value = isNode(pair.value) ? pair.value : undefined;
  return { key, value: value ? nodeStart(value) : key, node: value };
}
