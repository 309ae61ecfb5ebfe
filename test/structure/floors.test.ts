import { expect, test } from "vitest";
import { importsByModule } from "./imports.ts";

/**
 * The rooms of the product, from the ground up, and what each may import: data flows one way, what judges
 * has no effects, and the reference server shares nothing with the tool, so that no mistake cancels out.
 */
const FLOORS: Readonly<Record<string, readonly string[]>> = {
  "src/model": [],
  reference: [],
  generators: ["src/model"],
  reporters: ["src/model"],
  "src/schema": ["src/model"],
  "src/wire": ["src/model"],
  "src/rules": ["src/model", "src/schema"],
  "src/judge": ["src/model", "src/schema", "src/rules", "generators"],
  "src/config": ["src/model", "src/schema", "src/rules", "src/judge", "reporters"],
  "src/export": ["src/model", "src/rules", "src/judge", "src/wire", "reporters"],
  "src/sign": ["src/model", "src/config"],
  "src/history": [
    ...["src/model", "src/schema", "src/judge", "src/config", "src/sign"],
    "reporters",
  ],
  "src/run": [
    ...["src/model", "src/schema", "src/rules", "src/judge", "src/wire", "src/config"],
    ...["generators", "reference"],
  ],
  "src/properties": ["src/model", "src/judge", "src/wire", "src/config", "src/run", "generators"],
  // What is peculiar to one service: nobody but src/built-in may know of it.
  "src/services": [
    ...["src/model", "src/rules", "src/judge", "src/wire", "src/run", "src/properties"],
    "generators",
  ],
  "src/built-in": [
    ...["src/model", "src/rules", "src/config", "src/run", "src/properties", "src/services"],
    "generators",
  ],
  "src/import": [
    ...["src/model", "src/schema", "src/rules", "src/judge", "src/wire", "src/config", "src/run"],
    ...["src/traffic", "generators", "reporters"],
  ],
  suites: ["src/model", "src/rules", "src/config", "src/run", "src/built-in"],
  "src/prove": [
    ...["src/model", "src/schema", "src/rules", "src/judge", "src/config", "src/run"],
    ...["src/built-in", "reporters", "reference"],
  ],
  // What others say to each other, judged.
  "src/traffic": [
    ...["src/model", "src/rules", "src/judge", "src/wire", "src/config", "src/run"],
    "generators",
  ],
  "src/proxy": ["src/model", "src/wire", "src/run", "src/traffic"],
  "src/audit": [
    ...["src/model", "src/schema", "src/rules", "src/judge", "src/config", "src/run"],
    ...["src/properties", "src/built-in", "generators", "reporters"],
  ],
  "src/watch": [
    ...["src/model", "src/rules", "src/judge", "src/wire", "src/config", "src/run", "reporters"],
  ],
  "src/cli": [
    ...["src/model", "src/schema", "src/rules", "src/judge", "src/config", "src/run"],
    ...["src/properties", "src/built-in", "src/prove", "src/export", "src/sign", "src/history"],
    "src/watch",
    "src/traffic",
    "src/proxy",
    "src/import",
    ...["generators", "reporters", "reference"],
  ],
  // What `import "assay"` gives.
  "src/index.ts": [
    ...["src/model", "src/judge", "src/config", "src/run", "src/properties", "src/built-in"],
    ...["src/audit", "generators", "reporters"],
  ],
  bench: [
    ...["src/model", "src/config", "src/rules", "src/run", "src/built-in", "src/prove", "src/cli"],
    ...["generators", "reporters", "reference"],
    // The judging of a long history is measured without a server.
    ...["src/properties", "src/services"],
  ],
};

/** What reaches out of the process. */
const EFFECTS = /^(?:undici|node:(?:fs|net|http|https|tls|dgram|child_process)(?:\/.*)?)$/;
/** Rooms that judge, make or tell, and reach nothing. The page of the HTML report is read as an import would be. */
const PURE = [
  "src/model",
  "src/schema",
  "src/rules",
  "src/judge",
  "generators",
  "reporters",
  "src/export",
];
const READS_FILES = ["reporters/html/page-files.ts"];

const MODULES = importsByModule();

function roomOf(path: string): string {
  const [first = "", second = ""] = path.split("/");
  return first === "src" ? `src/${second}` : first;
}

test("every room of the product has its floor", () => {
  const rooms = new Set([...MODULES.keys()].map(roomOf));
  expect([...rooms].sort()).toEqual(Object.keys(FLOORS).sort());
});

test("no module imports from a floor above its own", () => {
  const wrong = [...MODULES].flatMap(([path, imported]) =>
    imported
      .filter((other) => other.includes("/") && other.endsWith(".ts"))
      .filter((other) => roomOf(other) !== roomOf(path))
      .filter((other) => !FLOORS[roomOf(path)]?.includes(roomOf(other)))
      .map((other) => `${path} imports ${other}`),
  );
  expect(wrong).toEqual([]);
});

test("what judges has no effects", () => {
  const wrong = [...MODULES].flatMap(([path, imported]) =>
    PURE.includes(roomOf(path)) && !READS_FILES.includes(path)
      ? imported.filter((name) => EFFECTS.test(name)).map((name) => `${path} imports ${name}`)
      : [],
  );
  expect(wrong).toEqual([]);
});

test("no imports go in a circle, types included", () => {
  expect(circles()).toEqual([]);
});

/** Circles as paths, by depth-first search: a module that leads back to one under way. */
function circles(): readonly string[] {
  const found: string[] = [];
  const done = new Set<string>();
  const underWay: string[] = [];
  const visit = (path: string): void => {
    if (done.has(path)) return;
    const at = underWay.indexOf(path);
    if (at >= 0) {
      found.push([...underWay.slice(at), path].join(" -> "));
      return;
    }
    underWay.push(path);
    for (const next of MODULES.get(path) ?? []) if (MODULES.has(next)) visit(next);
    underWay.pop();
    done.add(path);
  };
  for (const path of MODULES.keys()) visit(path);
  return found;
}
