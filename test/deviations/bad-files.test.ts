import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { loadDeviations } from "../../src/config/deviations/load-deviations.ts";
import type { ScopedDeviation } from "../../src/model/deviation.ts";
import { UsageError } from "../../src/model/errors.ts";
import { withFiles } from "../config/with-files.ts";
import { SPECS } from "../run/judge-with.ts";
import { EMBEDDED } from "../run/open-reference.ts";

const RULE = "inforouter.delete-upload-handler.guid-before-auth";
const TOGETHER = "inforouter.delete-upload-handler.bindings-agree";

function load(text: string): readonly ScopedDeviation[] {
  return withFiles({ "known/acme.yaml": text }, (cwd) => {
    const target = { ...EMBEDDED, deviations: join(cwd, "known", "acme.yaml") };
    const files = loadDeviations([target], SPECS.rules, { cwd });
    return files.get(target.name)?.entries ?? [];
  });
}

/** The message of what is wrong with a list of entries that begins in line 2. */
function wrong(entries: string): string {
  try {
    load(`deviations:\n${entries}`);
  } catch (error) {
    if (error instanceof UsageError) return error.message;
    throw error;
  }
  throw new Error("nothing is wrong with it");
}

const GOOD = `  - rule: ${RULE}\n    reason: agreed\n    since: 2026-01-01\n`;

describe("a deviations file", () => {
  test("gives its entries with the bindings that they are about", () => {
    expect(
      load(`deviations:\n${GOOD}    expires: 2026-06-30\n    link: https://t.example/1\n`),
    ).toEqual([
      {
        rule: RULE,
        reason: "agreed",
        since: "2026-01-01",
        expires: "2026-06-30",
        link: "https://t.example/1",
        bindings: ["get", "post", "soap11"],
      },
    ]);
    expect(load("deviations: []\n")).toEqual([]);
  });

  test.each([
    [
      "an unknown key",
      `${GOOD}    sinse: 2026-01-01\n`,
      /^known\/acme\.yaml:5:5: unknown key "sinse"\n.*did you mean "since"/,
    ],
    [
      "an unknown rule",
      GOOD.replace("guid-before-auth", "guid-befor-auth"),
      /^known\/acme\.yaml:2:11: unknown rule .*\n {2}did you mean "inforouter\.delete-upload-handler\.guid-before-auth"\?$/,
    ],
    ["a rule that is nothing like any", GOOD.replace(RULE, "zzz"), /`assay list` shows them/],
    ["no reason", GOOD.replace("    reason: agreed\n", ""), /:2:5: "reason" is missing/],
    [
      "no reason, though it says that the failure comes and goes",
      GOOD.replace("    reason: agreed\n", "    flaky: true\n"),
      /^known\/acme\.yaml:2:5: "reason" is missing/,
    ],
    ["flaky: false", `${GOOD}    flaky: false\n`, /:5:12: "flaky" must be true/],
    [
      "an unknown rule as the cause",
      `${GOOD}    because: ${RULE}s\n`,
      /:5:14: unknown rule .*\n {2}did you mean "inforouter\.delete-upload-handler\.guid-before-auth"\?$/,
    ],
    [
      "the rule itself as the cause",
      `${GOOD}    because: ${RULE}\n`,
      /:5:14: a rule that cannot be judged does not fail.*\n {2}name the rule that fails$/,
    ],
    [
      "a failure of the rule and the cause of no verdict in one",
      `${GOOD}    because: ${TOGETHER}\n    signature: x\n    flaky: true\n`,
      /:6:16: signature is about a failure, .*\n.*\n.*:7:12: flaky is about a failure, /,
    ],
    [
      "the same cause twice",
      `${GOOD}    because: ${TOGETHER}\n${GOOD}    because: ${TOGETHER}\n    binding: get\n`,
      /:6:11: .*without a binding is about get as well/,
    ],
    ["an empty reason", GOOD.replace("agreed", '" "'), /:3:13: "reason" must say why/],
    ["no date", GOOD.replace("2026-01-01", "yesterday"), /:4:12: "since" is no date/],
    ["a day that does not exist", GOOD.replace("2026-01-01", "2026-02-30"), /:4:12:.*2026-02-30/],
    [
      "an end before the beginning",
      `${GOOD}    expires: 2025-12-31\n`,
      /:5:14: expires before it begins, on 2026-01-01/,
    ],
    ["an unknown binding", `${GOOD}    binding: pots\n`, /:5:14:.*pots/],
    [
      "a binding that the rule lacks",
      `${GOOD}    binding: rest\n`,
      /:5:14: .* is not judged over rest\n {2}its bindings: get, post, soap11/,
    ],
    [
      "one binding of a rule about several at once",
      `${GOOD.replace(RULE, TOGETHER)}    binding: get\n`,
      /:5:14: .* together, not over get alone\n {2}leave the binding out/,
    ],
    ["a second entry", `${GOOD}${GOOD}`, /:5:11: a second entry for inforouter\.delete/],
    [
      "an entry that another covers",
      `${GOOD}${GOOD}    binding: post\n`,
      /:5:11: the entry for .* without a binding is about post as well/,
    ],
    ["a key twice", `${GOOD}    reason: other\n`, /known\/acme\.yaml:5:5:/],
  ])("with %s is refused with the place", (_, entries, message) => {
    expect(wrong(entries)).toMatch(message);
  });

  test("tells every problem at once", () => {
    const message = wrong(`${GOOD.replace(RULE, "zzz")}${GOOD}    binding: rest\n`);
    expect(message.split("\n").filter((line) => line.startsWith("known"))).toHaveLength(2);
  });

  test("that holds something else is refused", () => {
    expect(() => load("- rule: x\n")).toThrow(/known\/acme\.yaml:1:1/);
    expect(() => load("deviations: {}\n")).toThrow(/deviations/);
  });
});
