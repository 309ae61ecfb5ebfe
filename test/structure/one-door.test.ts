import { readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { packageRoot } from "../../src/config/files/package-root.ts";
import { importsByModule } from "./imports.ts";

/** The door of everything that is printed: nothing that a server or a file says is obeyed. */
const DOOR = "src/cli/terminal.ts";
/** Programs of the checkout, which print their own numbers. */
const NOT_OF_THE_PRODUCT = /^(?:bench|suites)\//;
const PRINTS =
  /\bconsole\.\w|\bprocess\.std(?:out|err)\b|\b(?:writeSync|writeFileSync|appendFileSync)\(\s*[12]\b|\/dev\/std|from "node:(?:console|tty)"/;

test("everything that is printed goes through one door", () => {
  const others = [...importsByModule().keys()]
    .filter((path) => path !== DOOR && !NOT_OF_THE_PRODUCT.test(path))
    .filter((path) => {
      const text = readFileSync(join(packageRoot(), path), "utf8");
      return text
        .split("\n")
        .some((line) => PRINTS.test(line) && !/^\s*(?:\*|\/\/|\/\*)/.test(line));
    });
  expect(others).toEqual([]);
});
