import { readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { packageRoot } from "../../src/config/files/package-root.ts";
import { importsByModule } from "./imports.ts";
import { costlyIn } from "./pattern-cost.ts";
import { regexLiterals } from "./regex-literals.ts";

/** Patterns that cost more than their text is long, or seem to, and why they may stay. */
const ALLOWED: Readonly<Record<string, string>> = {
  "(?:[A-Za-z0-9+/_-]|%(?:25)*2[BbFf]|\\\\{1,8}(?:\\/|u002[BbFf])){42,}": "of what is redacted",
  "(?:%(?:25)*|\\\\+u00)2b": "of what the pattern before took",
  "(?:%(?:25)*|\\\\+u00)2f": "of what the pattern before took",
  "deviations:(?=\\s*(#.*)?\\s*$)": "of the user's own deviations file, up to its first entry",
  "\\$\\$\\{|\\$\\{([A-Za-z_][A-Za-z0-9_]*)(?::-([^}]*))?\\}|\\$\\{":
    "of one value of targets.json",
  "(?<![\\w.:/\\\\%-])\\/(?:bin|data|etc|home|mnt|opt|private|proc|root|srv|tmp|usr|Users|var)\\/[\\w.-]+(?:\\/[\\w.{}-]+)*":
    "what repeats stands behind what has matched already",
};

/** Where a pattern is made while the tool runs, and from what. */
const MADE: Readonly<Record<string, string>> = {
  "generators/dotnet-guid.ts": "of constants",
  "src/model/linear-pattern.ts": "to see whether it is one; it is run by RE2",
  "src/schema/yaml-document.ts": "of a constant",
  "src/rules/select/select-rules.ts": "of --only and its like, over the ids of rules",
  "src/rules/check/check-saves.ts": "over no text: it counts the groups",
  "src/properties/hostile/inside-patterns.ts": "of constants",
  "src/properties/hostile/revealed.ts": "of those of inside-patterns.ts",
  "src/wire/curl/extract.ts": "in words of a command line, which its user runs",
  "src/wire/redact/text-secrets.ts": "of a secret, every character of it fixed",
  "src/wire/redact/guid-secrets.ts": "of a constant",
  "src/run/case/curl-variables.ts": "of a name that is escaped, over a request of ours",
  "src/judge/answer/is-unknown-operation.ts": "of a name that is escaped",
};

const ROOT = packageRoot();
const MODULES = [...importsByModule().keys()].filter((path) =>
  /^(?:src|reporters|generators)\//.test(path),
);

const LITERALS = MODULES.flatMap((path) =>
  regexLiterals(readFileSync(join(ROOT, path), "utf8")).map((literal) => ({ path, ...literal })),
);

describe("patterns over text that is not ours", () => {
  test("are found in the modules", () => {
    expect(LITERALS.length).toBeGreaterThan(150);
    for (const { path, source, flags } of LITERALS) {
      expect(() => new RegExp(source, flags), `${path}: /${source}/${flags}`).not.toThrow();
    }
  });

  test("take no longer than their text is", () => {
    const costly = LITERALS.flatMap(({ path, source, flags }) => {
      const found = Object.hasOwn(ALLOWED, source) ? undefined : costlyIn(source, flags);
      return found === undefined
        ? []
        : [`${path}: /${source}/${flags} reads ${found} in many ways`];
    });
    expect(costly).toEqual([]);
  });

  test("are not made of what somebody else wrote", () => {
    const making = MODULES.filter((path) =>
      /\bRegExp\(/.test(readFileSync(join(ROOT, path), "utf8").replace(/`[^`]*`|"[^"]*"/g, "")),
    );
    expect(making.filter((path) => !Object.hasOwn(MADE, path))).toEqual([]);
  });
});

describe("the check itself", () => {
  test.each([
    "[ \\t]*$",
    "\\S*$",
    "(a+)+$",
    "^(?:a|a)*$",
    "^(\\d+)*$",
    "(x+x+)+y",
    "a.*b.*c",
    "[0-9a-f]*[0-9][0-9a-f]{3,}",
    "‹([^›]*)›",
    '"(?:[^"\\\\]|\\\\.)*"',
    "^\\s+|[\\s\\0]+$",
    "at (?:[a-z]+\\.)+[a-z.]+\\(",
  ])("tells that /%s/ costs more", (source) => {
    expect(costlyIn(source, "")).toBeDefined();
  });

  test.each([
    "\\s+",
    "^\\s*<",
    "[^A-Za-z0-9]+",
    "^[a-z]+(?:-[a-z]+)*$",
    "‹([^‹›]*)›",
    "(?:%[0-9a-f]{2})+",
    "-[^-]*$",
    "\\bat [a-z]*\\.[a-z.]+\\(",
  ])("has nothing against /%s/", (source) => {
    expect(costlyIn(source, "")).toBeUndefined();
  });
});
