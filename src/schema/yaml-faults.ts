import { type Document, isScalar, type Node, visit, type YAMLMap } from "yaml";
import type { FilePosition, Problem } from "../model/errors.ts";
import { nodeStart } from "./node-start.ts";

type At = (offset: number) => FilePosition;

/** What is wrong with a YAML document beyond what the parser itself finds, or in clearer words. */
export function yamlFaults(document: Document, at: At): readonly Problem[] {
  const problems: Problem[] = parserFaults(document, at);
  const { version, explicit } = document.directives?.yaml ?? {};
  if (explicit && version !== "1.2") {
    problems.push({ message: `YAML 1.2 is read here, not ${version}`, at: at(0) });
  }
  visit(document, {
    Alias(_key, alias, ancestors) {
      const anchor = alias.resolve(document);
      const message = anchor
        ? `the alias *${alias.source} stands inside its own anchor`
        : `the alias *${alias.source} has no anchor &${alias.source} before it`;
      const cyclic = ancestors.some((ancestor) => ancestor === anchor);
      if (!anchor || cyclic) problems.push({ message, at: at(nodeStart(alias)) });
    },
    Map(_key, map) {
      problems.push(...duplicateKeys(map, at));
    },
  });
  return problems;
}

function parserFaults(document: Document, at: At): Problem[] {
  const faults = [...document.errors, ...document.warnings];
  const exhausted = faults.find((fault) => fault.code === "RESOURCE_EXHAUSTION");
  if (exhausted) return [{ message: "nested too deeply to be read", at: at(exhausted.pos[0]) }];
  return faults.map((fault) => ({
    message:
      fault.code === "MULTIPLE_DOCS"
        ? "a second document begins here; one is expected in a file"
        : fault.message.charAt(0).toLowerCase() + fault.message.slice(1),
    at: at(fault.pos[0]),
  }));
}

function duplicateKeys(map: YAMLMap, at: At): readonly Problem[] {
  const seen = new Map<string, Node>();
  return map.items.flatMap(({ key }) => {
    if (!isScalar(key)) return [];
    const name = String(key.value);
    const first = seen.get(name);
    if (first === undefined) {
      seen.set(name, key);
      return [];
    }
    const { line } = at(nodeStart(first));
    const message = `the key ${JSON.stringify(name)} is here twice, first in line ${line}`;
    return [{ message, at: at(nodeStart(key)) }];
  });
}
