import type { PublicFault } from "./public-fault.ts";

/** Answers that no client expects. */
export const PUBLIC_ANSWERS = [
  {
    name: "api-404-is-html",
    title: "A 404 of the second service is an HTML page.",
    statements: ["DUA-06", "DUA-14"],
    area: "answers",
    report: "https://github.com/cyberark/conjur/issues/1068",
  },
  {
    name: "api-long-id-is-500",
    title: "An upload id of more than 64 characters is HTTP 500.",
    statements: ["DUA-06"],
    area: "answers",
    report: "https://github.com/keycloak/keycloak/issues/35723",
  },
  {
    name: "api-id-with-one-digit-more-is-500",
    title: "An upload id that is a digit too long is HTTP 500 with a stack.",
    statements: ["DUA-06", "ALL-03"],
    area: "answers",
    report: "https://github.com/naturalcrit/homebrewery/issues/1983",
  },
  {
    name: "unknown-number-is-500",
    title: "GetDownloadHandler of a short path whose number no document has is HTTP 500.",
    statements: ["GDH-02", "GDH-05"],
    area: "answers",
    report: "https://github.com/nextcloud/server/issues/952",
  },
] as const satisfies readonly PublicFault[];
