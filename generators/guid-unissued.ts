import { defineGenerator } from "./define-generator.ts";
import { anyGuid, isLowerD } from "./sample-guids.ts";

/** "A GUID never issued" (DUH-11, DDH-11). */
export const guidUnissued = defineGenerator({
  name: "guid.unissued",
  title: "Well-formed GUIDs in lower case that the server has never issued.",
  arbitrary: () => anyGuid(),
  holds: isLowerD,
});
