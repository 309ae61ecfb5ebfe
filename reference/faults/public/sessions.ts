import type { PublicFault } from "./public-fault.ts";

/** Sessions and keys. */
export const PUBLIC_SESSIONS = [
  {
    name: "logout-ends-all-sessions",
    title: "LogOut ends every session of the user.",
    statements: ["AUT-01", "AUT-05"],
    area: "sessions",
    report: "https://github.com/GMOD/Apollo/issues/1457",
  },
  {
    name: "ended-ticket-is-cached",
    title: "A ticket that was used before works for a minute after its LogOut.",
    statements: ["AUT-03"],
    area: "sessions",
    report: "https://github.com/widgrensit/asobi/issues/215",
  },
  {
    name: "api-key-letter-case-is-ignored",
    title: "The letter case of x-api-key does not matter.",
    statements: ["DUA-04"],
    area: "sessions",
    report: "https://github.com/miniflux/miniflux-legacy/pull/439",
  },
] as const satisfies readonly PublicFault[];
