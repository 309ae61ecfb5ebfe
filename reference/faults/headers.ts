import type { Fault } from "./fault.ts";

export const HEADER_FAULTS = [
  {
    name: "delete-api-accept-is-406",
    title: "A delete that says in Accept what it takes is answered with HTTP 406.",
    statements: ["ALL-33"],
    class: "second-vendor",
    visibility: "rare-input",
  },
  {
    name: "delete-api-unknown-headers-are-refused",
    title: "A request with an X- header that the service does not know is refused.",
    statements: ["ALL-34"],
    class: "second-vendor",
    visibility: "rare-input",
  },
  {
    name: "tus-header-names-with-capitals-are-unknown",
    title: "A header of the protocol is known in lower case only.",
    statements: ["ALL-33"],
    class: "tus",
    visibility: "rare-input",
    report: "https://github.com/NightscoutFoundation/xDrip/issues/1218",
  },
  {
    name: "tus-unknown-headers-are-refused",
    title: "A request with an X- header that the protocol does not have is refused.",
    statements: ["ALL-34"],
    class: "tus",
    visibility: "rare-input",
  },
] as const satisfies readonly Fault[];
