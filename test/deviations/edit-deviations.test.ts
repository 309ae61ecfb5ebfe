import { describe, expect, test } from "vitest";
import { parse } from "yaml";
import { editDeviations, newDeviations } from "../../src/config/deviations/edit-deviations.ts";
import type { Deviation } from "../../src/model/deviation.ts";

const FILE = `# yaml-language-server: $schema=x.json
# What ACME and we agreed on.

deviations: # as of release 9
  # This one is old.
  - rule: a.first   # see the minutes
    reason: "quoted"
    since: 2026-01-01

  # They say that it is fixed in 9.1.
  - rule: b.second
    binding: get
    reason: >-
      Folded text
      over two lines.
    since: '2026-01-02'
    # the end of it
    expires: 2026-12-31
  - {rule: c.third, reason: flow, since: 2026-01-03}

# The end.
`;

const NEW: Deviation = { rule: "z.new", reason: 'unreviewed: "a": b # c', since: "2026-03-01" };
const ADDED = `  - rule: z.new
    reason: 'unreviewed: "a": b # c'
    since: 2026-03-01
`;

function edited(
  add: readonly Deviation[],
  remove: readonly Pick<Deviation, "rule" | "binding">[],
  text = FILE,
) {
  const result = editDeviations(text, { add, remove });
  const { deviations } = parse(result) as { deviations: readonly Deviation[] };
  return { text: result, rules: deviations.map(({ rule }) => rule) };
}

describe("editing a deviations file", () => {
  test("changes nothing where there is nothing to change", () => {
    expect(edited([], []).text).toBe(FILE);
  });

  test("adds at the end of the list, and leaves every other letter alone", () => {
    const { text } = edited([NEW], []);
    expect(text).toBe(FILE.replace("\n\n# The end", `\n${ADDED}\n# The end`));
    expect((parse(text) as { deviations: Deviation[] }).deviations.at(-1)).toEqual(NEW);
  });

  test("removes the first entry with the comment right above it", () => {
    const { text, rules } = edited([], [{ rule: "a.first" }]);
    const [head, rest] = [FILE.indexOf("  # This one"), FILE.indexOf("  # They say")];
    expect(text).toBe(FILE.slice(0, head) + FILE.slice(rest));
    expect(rules).toEqual(["b.second", "c.third"]);
  });

  test("removes one from the middle, and the last", () => {
    const middle = edited([], [{ rule: "b.second", binding: "get" }]);
    expect(middle.rules).toEqual(["a.first", "c.third"]);
    expect(middle.text).toContain("# This one is old.");
    expect(middle.text).not.toContain("They say");
    const last = edited([], [{ rule: "c.third" }]);
    expect(last.text).toBe(
      FILE.replace("  - {rule: c.third, reason: flow, since: 2026-01-03}\n", ""),
    );
  });

  test("tells entries of one rule apart by their binding", () => {
    expect(edited([], [{ rule: "b.second" }]).rules).toHaveLength(3);
  });

  test("removes and adds at once", () => {
    const { rules } = edited([NEW], [{ rule: "a.first" }, { rule: "c.third" }]);
    expect(rules).toEqual(["b.second", "z.new"]);
  });

  test("leaves an empty list when nothing remains, which can be added to again", () => {
    const all = [{ rule: "a.first" }, { rule: "b.second", binding: "get" }, { rule: "c.third" }];
    const { text, rules } = edited([], all as Deviation[]);
    expect(rules).toEqual([]);
    expect(text).toContain("deviations: [] # as of release 9\n");
    expect(text).toContain("# The end.");
    const again = edited([NEW], [], text);
    expect(again.rules).toEqual(["z.new"]);
    expect(again.text).toContain("deviations: # as of release 9\n");
  });

  test("adds to a list that is not indented, and to a file without a last line feed", () => {
    const text = "deviations:\n- rule: a\n  reason: r\n  since: 2026-01-01";
    const added = edited([NEW], [], text);
    expect(added.rules).toEqual(["a", "z.new"]);
    expect(added.text).toContain("\n- rule: z.new\n");
  });

  test("edits a list between brackets", () => {
    const text = "# kept\ndeviations: [{ rule: a, reason: r, since: 2026-01-01 }]\n";
    const { text: result, rules } = edited([NEW], [{ rule: "a" }], text);
    expect(rules).toEqual(["z.new"]);
    expect(result).toMatch(/^# kept\n/);
  });

  test("keeps Windows line ends readable", () => {
    expect(edited([NEW], [{ rule: "a.first" }], FILE.replaceAll("\n", "\r\n")).rules).toEqual([
      "b.second",
      "c.third",
      "z.new",
    ]);
  });
});

describe("a new deviations file", () => {
  test("names its schema and holds the entries", () => {
    const text = newDeviations([NEW], "../specs/schema/deviations.schema.json");
    expect(text).toMatch(/^# yaml-language-server: \$schema=\.\.\/specs/);
    expect(parse(text)).toEqual({ deviations: [NEW] });
  });

  test("holds an empty list when nothing fails", () => {
    expect(parse(newDeviations([], "x"))).toEqual({ deviations: [] });
  });
});
