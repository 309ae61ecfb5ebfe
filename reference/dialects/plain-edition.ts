import type { EditionPolicy } from "../dialect/edition-policy.ts";

/** The edition that asks most of a server and leaves least open. */
export const PLAIN_EDITION: EditionPolicy = {
  downloadFailure: "element",
  createChecksTicket: true,
  xmlParameters: "optional",
  anonymousReads: false,
  versionZero: "latest",
  finalizeOverDocument: "version",
  asksAgainEvery: undefined,
  finalizedFile: "removed",
};
