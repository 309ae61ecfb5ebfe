/**
 * What a target may declare besides operations, and rules may need. Most needs follow from the steps;
 * `src/run/target/applicability.ts` says which field of targets.json declares each.
 */
export const FACILITIES = [
  "owner",
  "stranger",
  "credentials",
  "readable-document",
  "writable-folder",
  "staging-probe",
  "object-probe",
  "create-upload",
  "list-uploads",
] as const;

export type Facility = (typeof FACILITIES)[number];
