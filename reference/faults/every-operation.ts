import type { Fault } from "./fault.ts";

export const EVERY_OPERATION_FAULTS = [
  {
    name: "get-binding-off-by-one",
    title: "Over GET the lower limit of the chunk size is 262143.",
    statements: ["ALL-01", "CUH-10"],
    class: "bindings",
    visibility: "one-binding",
  },
  {
    name: "soap-ignores-handler-ticket",
    title: "Over SOAP the three handler operations take any ticket.",
    statements: ["ALL-01", "CUH-17", "DUH-09", "DDH-09"],
    class: "bindings",
    visibility: "one-binding",
  },
  {
    name: "success-is-capitalised",
    title: 'Answers say success="True" and success="False", as .NET writes them.',
    statements: ["CUH-05", "CUH-06", "DUH-05", "DUH-06", "DDH-05", "DDH-06"],
    class: "answers",
    visibility: "single-call",
  },
  {
    name: "answers-do-not-escape",
    title: "Text from the request is put into the answer without escaping.",
    statements: ["ALL-02"],
    class: "xml",
    visibility: "rare-input",
  },
  {
    name: "answers-keep-control-characters",
    title: "Control characters that XML forbids are put into the answer.",
    statements: ["ALL-02"],
    class: "xml",
    visibility: "rare-input",
  },
  {
    name: "errors-show-stack",
    title: "A refusal shows where in the server's code it arose.",
    statements: ["ALL-03"],
    class: "disclosure",
    visibility: "single-call",
  },
  {
    name: "errors-show-ticket",
    title: "A refused ticket is repeated in the error text.",
    statements: ["ALL-03"],
    class: "disclosure",
    visibility: "single-call",
  },
  {
    name: "soap-expands-entities",
    title: "A DTD is accepted and its entities are expanded.",
    statements: ["ALL-04"],
    class: "xml",
    visibility: "rare-input",
  },
  {
    name: "concurrent-creates-share-handler",
    title: "Creates that are in flight together get the same handler.",
    statements: ["ALL-05", "CUH-07"],
    class: "races",
    visibility: "race",
  },
  {
    name: "errors-are-http-500",
    title: "A refusal has the HTTP status 500.",
    statements: ["ALL-07"],
    class: "wire",
    visibility: "single-call",
  },
] as const satisfies readonly Fault[];
