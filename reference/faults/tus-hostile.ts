import type { Fault } from "./fault.ts";

/** Of what hostile input does to a tus server. */
export const TUS_HOSTILE_FAULTS = [
  {
    name: "tus-bytes-beyond-ascii-end-service",
    title: "After a header with bytes beyond ASCII the next tus requests are answered 500.",
    statements: ["ALL-04"],
    class: "tus",
    visibility: "rare-input",
  },
  {
    name: "tus-compressed-body-ends-service",
    title:
      "After a request that says its body is compressed the next tus requests are answered 500.",
    statements: ["ALL-04"],
    class: "tus",
    visibility: "rare-input",
  },
  {
    name: "tus-refusals-show-stack",
    title: "The text of a tus refusal has the stack of the server's code.",
    statements: ["ALL-03"],
    class: "tus",
    visibility: "rare-input",
  },
] as const satisfies readonly Fault[];
