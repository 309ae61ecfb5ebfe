import { expect, test } from "vitest";
import type { Reply } from "../../src/model/call.ts";
import { delayAsked } from "../../src/wire/client/retry-after.ts";

const NOW = Date.parse("Wed, 21 Oct 2026 07:28:00 GMT");

function answer(status: number, headers: Record<string, string> = {}): Reply {
  return { kind: "response", status, headers, body: Buffer.alloc(0), durationMs: 1 };
}

test.each([
  [429, { "retry-after": "2" }, 2000],
  [503, { "retry-after": "120" }, 120_000],
  [429, { "retry-after": "0" }, 0],
  [503, { "retry-after": "Wed, 21 Oct 2026 07:28:30 GMT" }, 30_000],
  [503, { "retry-after": "Wednesday, 21-Oct-26 07:28:30 GMT" }, 30_000],
  [503, { "retry-after": "Wed, 21 Oct 2026 07:20:00 GMT" }, 0],
  // By the server's own clock, which is an hour late.
  [
    503,
    {
      "retry-after": "Wed, 21 Oct 2026 06:28:30 GMT",
      date: "Wed, 21 Oct 2026 06:28:00 GMT",
    },
    30_000,
  ],
  [429, {}, 1000],
  [429, { "retry-after": "soon" }, 1000],
])("HTTP %i with %o asks for %i ms", (status, headers, ms) => {
  expect(delayAsked(answer(status, headers as Record<string, string>), () => NOW)?.ms).toBe(ms);
});

test.each([
  [503, {}],
  [503, { "retry-after": "soon" }],
  [503, { "retry-after": "-5" }],
  [200, { "retry-after": "5" }],
  [500, { "retry-after": "5" }],
  [301, { "retry-after": "5" }],
])("HTTP %i with %o is an answer", (status, headers) => {
  expect(delayAsked(answer(status, headers as Record<string, string>), () => NOW)).toBeUndefined();
});
