import { readdirSync, readFileSync } from "node:fs";
import { join, sep } from "node:path";
import { expect, test } from "vitest";
import { packageRoot } from "../../src/config/files/package-root.ts";

/**
 * The names by which somebody knows one of the built-in services: its own, its address, its operations, the
 * settings that its targets have, the names that its steps know, and the errors that its documents name.
 */
const VENDOR = new RegExp(
  [
    ...["inforouter", "apidatatools", "UploadHandler", "srv\\.asmx"],
    ...[
      "soapSpelling",
      "chunkEncoding",
      "createUpload",
      "listUploads",
      "\\$documents",
      "\\$folders",
    ],
    ...["\\[90[01]\\]", "\\b4010\\b", "bad Request\\b", "AuthenticateUser"],
  ].join("|"),
  "i",
);
/** What works for every service; what works for one alone is in `OWN`, and everything else is data. */
const ROOMS = ["src", "generators", "reporters", "suites"];
const OWN = "src/services/";

/** Lines that name a vendor, and files whose names do, as `path:line`. */
const FOUND = ROOMS.flatMap(filesIn).flatMap((path) => [
  ...(VENDOR.test(path) ? [path] : []),
  ...readFileSync(join(packageRoot(), path), "utf8")
    .split("\n")
    .flatMap((text, index) => (VENDOR.test(text) ? [`${path}:${index + 1}: ${text.trim()}`] : [])),
]);

function filesIn(room: string): readonly string[] {
  return readdirSync(join(packageRoot(), room), { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name))
    .map((path) => path.slice(packageRoot().length + 1).replaceAll(sep, "/"));
}

test("the engine names no vendor", () => {
  expect(FOUND.filter((place) => !place.startsWith(OWN))).toEqual([]);
});

test("what is peculiar to a service is where it is looked for", () => {
  expect(FOUND.filter((place) => place.startsWith(OWN)).length).toBeGreaterThan(50);
});
