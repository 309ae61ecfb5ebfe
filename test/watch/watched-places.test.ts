import { describe, expect, test } from "vitest";
import {
  isLeftOut,
  rootsOf,
  type WatchedPlaces,
  whatChanged,
} from "../../src/watch/watched-places.ts";

const PLACES: WatchedPlaces = {
  servers: [{ folder: "/app/server", globs: ["*.py", "./lib/**/*.js", "../common/{a,b}.json"] }],
  rules: ["/app/rules"],
  targets: ["/app/targets.json", "/app/.env"],
  written: ["/app/assay-report", "/app/.assay"],
};
/** The files of the server are named by nobody. */
const BARE: WatchedPlaces = { ...PLACES, servers: [{ folder: "/app" }] };

describe("what a changed file is", () => {
  test.each([
    ["/app/targets.json", "targets"],
    ["/app/.env", "targets"],
    ["/app/rules/more/own.yaml", "rules"],
    ["/app/rules/README.md", undefined],
    ["/app/server/main.py", "server"],
    ["/app/server/deep/main.py", undefined],
    ["/app/server/lib/deep/x.js", "server"],
    ["/app/common/a.json", "server"],
    ["/app/common/c.json", undefined],
    ["/app/README.md", undefined],
  ])("with globs: %s is %s", (path, what) => {
    expect(whatChanged(path, PLACES, false)).toBe(what);
    // Who names the files of the server means them, also those that come up while it is judged.
    expect(whatChanged(path, PLACES, true)).toBe(what);
  });

  test.each([
    ["/app/main.py", "server"],
    ["/app/rules/own.yaml", "rules"],
    ["/app/targets.json", "targets"],
    ["/elsewhere/main.py", undefined],
  ])("without globs: %s is %s", (path, what) => {
    expect(whatChanged(path, BARE, false)).toBe(what);
  });

  test("without globs, what comes up while the server is judged is the server's own", () => {
    expect(whatChanged("/app/uploads/1.bin", BARE, true)).toBeUndefined();
    expect(whatChanged("/app/uploads/1.bin", BARE, false)).toBe("server");
  });
});

describe("what is looked at", () => {
  test("are the folders that globs mean, those of rules, and those of single files", () => {
    const roots = ["/app/server", "/app/server/lib", "/app/common", "/app/rules", "/app"];
    expect(rootsOf(PLACES)).toEqual(roots);
  });

  test.each(["/app", "/app/.env", "/app/server/lib/x.js", "/app/rules/own.yaml", "/app/server/.x"])(
    "is %s",
    (path) => expect(isLeftOut(path, PLACES)).toBe(false),
  );

  test.each(["/app/src", "/app/other.json", "/app/server/node_modules", "/app/server/.git"])(
    "is not %s",
    (path) => expect(isLeftOut(path, PLACES)).toBe(true),
  );

  test.each([
    ...["/app/node_modules/x", "/app/.git", "/app/server/__pycache__/x.pyc", "/app/server.log"],
    ...["/app/assay-report/report.json", "/app/.assay/journal.jsonl", "/app/data.sqlite"],
  ])("is not %s, where nobody names the files of the server", (path) => {
    expect(isLeftOut(path, BARE)).toBe(true);
  });

  test.each(["/app/src/x.ts", "/app/.env", "/app/Makefile"])(
    "is %s, where nobody names the files of the server",
    (path) => expect(isLeftOut(path, BARE)).toBe(false),
  );
});
