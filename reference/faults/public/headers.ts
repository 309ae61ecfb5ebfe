import type { PublicFault } from "./public-fault.ts";

/** Headers that are read more strictly than they are written. */
export const PUBLIC_HEADERS = [
  {
    name: "api-key-name-with-capitals-is-unknown",
    title: "X-Api-Key is no key: its name is known in lower and in upper case alone.",
    statements: ["ALL-33", "DUA-15"],
    area: "headers",
    report: "https://github.com/chriskacerguis/codeigniter-restserver/issues/906",
  },
  {
    name: "api-errors-are-html-or-406",
    title: "An error is HTTP 406 to a client that does not accept HTML.",
    statements: ["ALL-33", "DUA-06"],
    area: "headers",
    report: "https://github.com/OryxProject/oryx/issues/241",
  },
  {
    name: "api-delete-of-type-json-needs-a-body",
    title: "A DELETE with Content-Type: application/json and no body is HTTP 400.",
    statements: ["ALL-34", "DUA-01"],
    area: "headers",
    report: "https://github.com/DhananjayThomble/URL-Shortener-App/issues/442",
  },
] as const satisfies readonly PublicFault[];
