import type { PublicFault } from "./public-fault.ts";

/** What is left on a connection that stays open. */
export const PUBLIC_CONNECTIONS = [
  {
    name: "refused-body-is-next-request",
    title: "The body of a request that is refused is read as the next request over its connection.",
    statements: ["ALL-30"],
    area: "connections",
    report: "https://github.com/nesquena/hermes-webui/issues/7550",
  },
  {
    name: "chunks-of-early-answer-stay",
    title: "What a request in chunks still sends when it is refused makes the next one a bad one.",
    statements: ["ALL-30"],
    area: "connections",
    report: "https://github.com/oven-sh/bun/issues/35283",
  },
  {
    name: "body-of-delete-is-next-request",
    title: "The body of a GET, a HEAD, an OPTIONS or a DELETE is read as the next request.",
    statements: ["ALL-30"],
    area: "connections",
    report: "https://github.com/injaeryou/resumable-upload/pull/31",
  },
  {
    name: "pipelined-answers-come-as-they-are-done",
    title:
      "Of two requests that are sent at once over one connection each gets the other's answer.",
    statements: ["ALL-31"],
    area: "connections",
    report: "https://github.com/guzba/mummy/issues/142",
  },
  {
    name: "requests-behind-first-of-packet-are-lost",
    title: "Of requests that come in one packet only the first is carried out and answered.",
    statements: ["ALL-38", "ALL-05"],
    area: "connections",
    report: "https://github.com/yhirose/cpp-httplib/issues/1271",
  },
] as const satisfies readonly PublicFault[];
