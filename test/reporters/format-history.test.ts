import { expect, test } from "vitest";
import { historyPicture } from "../../reporters/html/history-picture.ts";
import { formatHistory } from "../../reporters/text/format-history.ts";
import type { Failure, HistoryCall } from "../../src/model/failure.ts";

const HISTORY: readonly HistoryCall[] = [
  { lane: "1", call: "delete", answer: "accepted", began: 0, ended: 2, step: 1 },
  {
    lane: "2",
    call: "finalize <to> a",
    answer: "refused",
    began: 1,
    ended: 4,
    step: 3,
    unexplained: true,
  },
  { lane: "1", call: "chunk 9", answer: "refused", began: 3, ended: 5, step: 2 },
];
const FAILURE = { id: "f00", binding: "get", history: HISTORY } as unknown as Failure;

test("calls in flight together are a line for each client, with bars and what each came to", () => {
  expect(formatHistory(FAILURE)).toEqual([
    "1 ├1─────┤    ├2─────┤",
    "2     ├✕3━━━━━━━━┤",
    "  1 1: delete: accepted",
    "  3 2: finalize <to> a: refused ✕",
    "  2 1: chunk 9: refused",
  ]);
  expect(formatHistory({})).toEqual([]);
});

test("of many calls the last are drawn, within the width of a terminal, and those to blame", () => {
  const history = Array.from(
    { length: 200 },
    (_, index): HistoryCall => ({
      ...{ lane: `owner ${index % 16}`, call: "delete", answer: "accepted" },
      ...{ began: 2 * index, ended: 2 * index + 9, step: index + 1 },
      ...(index === 150 ? { unexplained: true } : {}),
    }),
  );
  const lines = formatHistory({ history });
  expect(lines).toContain("183 calls before are in report.json");
  expect(lines.some((line) => line.startsWith("151 ") && line.endsWith("✕"))).toBe(true);
});

test("the picture has a title, a description, a bar for each call and a table, and escapes what was said", () => {
  const { html } = historyPicture(FAILURE, 0) || { html: "" };
  expect(html).toContain('role="img" aria-labelledby="history-f00-0-t history-f00-0-d"');
  expect(html).toContain("<desc");
  expect(html.match(/<rect /g)).toHaveLength(3);
  expect(html.match(/class="call unexplained"/g)).toHaveLength(1);
  expect(html.match(/<tr>/g)).toHaveLength(4);
  expect(html).toContain("finalize &lt;to&gt; a");
  expect(html).not.toContain("<to>");
  // The policy of the page allows no style in attributes.
  expect(html).not.toContain("style=");
  expect(historyPicture({ id: "f00", binding: "get" } as Failure, 0)).toBe(false);
});
