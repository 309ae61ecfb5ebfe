import { defineGenerator } from "./define-generator.ts";
import { isPayloadSize, PAYLOAD_OPTIONS, payloadSizes } from "./payload-sizes.ts";

export const payloadSize = defineGenerator({
  name: "payload.size",
  title: "Numbers of bytes, mostly 1, 2, 3 and the ends of the range.",
  options: PAYLOAD_OPTIONS,
  examples: [{ max: 262_144 }, { min: 0, max: 0 }],
  arbitrary: payloadSizes,
  holds: isPayloadSize,
});
