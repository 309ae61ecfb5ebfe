import type { AnswerStyle } from "./dialect/answer-style.ts";
import type { Policy } from "./dialect/policy.ts";
import type { ValueStyle } from "./dialect/value-style.ts";
import type { Dialect } from "./dialect.ts";
import type { EDITION_FAULTS } from "./faults/editions.ts";
import type { Faults } from "./faults.ts";

type EditionFault = (typeof EDITION_FAULTS)[number]["name"];

interface Change {
  readonly answers?: Partial<AnswerStyle>;
  readonly policy?: Partial<Policy>;
  readonly values?: Partial<ValueStyle>;
}

/** In what each of these faults has a server follow another edition than its dialect does. */
const CHANGES: Readonly<Record<EditionFault, Change>> = {
  "download-document-comes-in-json": { answers: { document: "json" } },
  "download-document-comes-as-bytes": { answers: { document: "bytes" } },
  "download-failure-has-a-status": { policy: { downloadFailure: "empty-with-status" } },
  "download-failure-is-empty": { policy: { downloadFailure: "empty" } },
  "create-looks-at-ticket": { policy: { createChecksTicket: true } },
  "create-needs-size": { values: { absent: "refused" } },
  "finalize-refuses-existing": { policy: { finalizeOverDocument: "refused" } },
  "finalize-makes-version": { policy: { finalizeOverDocument: "version" } },
  "empty-parameters-are-refused": { policy: { xmlParameters: "required" } },
  "empty-parameters-are-accepted": { policy: { xmlParameters: "optional" } },
};

/** The dialect with the points in which a fault has it follow another edition. */
export function followOtherEdition(dialect: Dialect, faults: Faults<EditionFault>): Dialect {
  const changes = Object.entries(CHANGES)
    .filter(([name]) => faults.has(name as EditionFault))
    .map(([, change]) => change);
  if (changes.length === 0) return dialect;
  return {
    ...dialect,
    answers: Object.assign({ ...dialect.answers }, ...changes.map(({ answers }) => answers)),
    policy: Object.assign({ ...dialect.policy }, ...changes.map(({ policy }) => policy)),
    values: Object.assign({ ...dialect.values }, ...changes.map(({ values }) => values)),
  };
}
