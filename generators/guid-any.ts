import fc from "fast-check";
import { defineGenerator } from "./define-generator.ts";
import { isMalformedGuid, malformedGuid, malformedGuids } from "./malformed-guid.ts";
import { anyGuid, isLowerD, SAMPLE_GUID } from "./sample-guids.ts";

export const guidAny = defineGenerator({
  name: "guid.any",
  title: "A well-formed GUID never issued, or a short plain text that is no GUID.",
  arbitrary: () => fc.oneof({ withCrossShrink: true }, anyGuid(), malformedGuid("ascii")),
  table: () => [SAMPLE_GUID, ...malformedGuids("ascii")],
  holds: (value) => isLowerD(value) || isMalformedGuid(value, "ascii"),
});
