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
    name: "refused-login-ends-newest-session",
    title: "A login with a wrong password ends the session that the user began last.",
    statements: ["AUT-01"],
    area: "sessions",
    report: "https://github.com/infrahq/infra/issues/3832",
  },
  {
    name: "uploading-keeps-expiry",
    title: "UploadFileChunk and UploadDocument do not prolong the life of their ticket.",
    statements: ["AUT-05"],
    area: "sessions",
    report: "https://github.com/clowder-framework/clowder/issues/115",
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
  {
    name: "password-is-its-first-eight-characters",
    title: "Of a password the first eight characters count.",
    statements: ["AUT-02"],
    area: "sessions",
    report: "https://github.com/jedisct1/pure-ftpd/issues/112",
  },
  {
    name: "password-ends-at-nul",
    title: "What comes behind a NUL in a password does not count.",
    statements: ["AUT-02"],
    area: "sessions",
    report: "https://github.com/kelektiv/node.bcrypt.js/issues/774",
  },
  {
    name: "password-in-any-case",
    title: "The letter case of a password does not matter.",
    statements: ["AUT-09"],
    area: "sessions",
    report: "https://github.com/HGustavs/LenaSYS/issues/111",
  },
  {
    name: "password-is-trimmed",
    title: "White space at the end of a password does not count.",
    statements: ["AUT-09"],
    area: "sessions",
    report: "https://github.com/wso2/product-is/issues/4689",
  },
] as const satisfies readonly PublicFault[];
