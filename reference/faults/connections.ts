import type { Fault } from "./fault.ts";

export const CONNECTION_FAULTS = [
  {
    name: "refusal-answers-next-call",
    title:
      "Behind a refusal at its threshold the server gives it to the next call of the connection, too.",
    statements: ["ALL-30"],
    class: "wire",
    visibility: "sequence",
  },
  {
    name: "delete-api-refused-body-stays",
    title: "The body of a delete that is refused is read as the next request over its connection.",
    statements: ["ALL-30"],
    class: "second-vendor",
    visibility: "sequence",
  },
  {
    name: "tus-refused-body-stays",
    title: "The body of a request that is refused is read as the next request over its connection.",
    statements: ["ALL-30"],
    class: "tus",
    visibility: "sequence",
  },
  {
    name: "pipelined-calls-swap-answers",
    title: "Two calls that come at once over one connection are given each other's answers.",
    statements: ["ALL-31"],
    class: "wire",
    visibility: "sequence",
  },
  {
    name: "delete-api-pipelined-calls-swap-answers",
    title: "Two deletes that come at once over one connection are given each other's answers.",
    statements: ["ALL-31"],
    class: "second-vendor",
    visibility: "sequence",
  },
  {
    name: "tus-pipelined-requests-swap-answers",
    title: "Two requests that come at once over one connection are given each other's answers.",
    statements: ["ALL-31"],
    class: "tus",
    visibility: "sequence",
  },
  {
    name: "call-behind-another-is-dropped",
    title: "Of calls that are read at once only the first is carried out and answered.",
    statements: ["ALL-38"],
    class: "wire",
    visibility: "sequence",
  },
  {
    name: "delete-api-call-behind-another-is-dropped",
    title: "Of deletes that are read at once only the first is carried out and answered.",
    statements: ["ALL-38"],
    class: "second-vendor",
    visibility: "sequence",
  },
  {
    name: "tus-request-behind-another-is-dropped",
    title: "Of requests that are read at once only the first is carried out and answered.",
    statements: ["ALL-38"],
    class: "tus",
    visibility: "sequence",
  },
] as const satisfies readonly Fault[];
