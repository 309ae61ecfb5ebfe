/**
 * The references that a `harmless` call may hold: a GUID and an upload id that were never issued, and a
 * place at which nothing exists, in the writable folder where the target declares one.
 */
export const HARMLESS_NAMES = [
  "$unissued",
  "$unknownUpload",
  "$newDocument",
  "$newDocumentName",
  "$folders.writable",
] as const;
