import fc from "fast-check";
import { defineGenerator } from "./define-generator.ts";
import { anyGuid, isLowerD, SAMPLE_GUID } from "./sample-guids.ts";

/** Letter case means nothing in a GUID: a form D in upper case is a valid "GUID string" (DUH-07). */
export const guidValid = defineGenerator({
  name: "guid.valid",
  title: "Well-formed GUIDs never issued, in lower, upper or mixed case.",
  arbitrary: () =>
    fc.oneof(
      { withCrossShrink: true },
      { weight: 2, arbitrary: anyGuid() },
      { weight: 1, arbitrary: anyGuid().map((guid) => guid.toUpperCase()) },
      { weight: 1, arbitrary: fc.mixedCase(anyGuid()) },
    ),
  table: () => [SAMPLE_GUID, SAMPLE_GUID.toUpperCase(), mixed(SAMPLE_GUID)],
  holds: (value) => typeof value === "string" && isLowerD(value.toLowerCase()),
});

function mixed(guid: string): string {
  return guid.replace(/[a-f]/, (letter) => letter.toUpperCase());
}
