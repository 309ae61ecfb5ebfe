/**
 * Names that every step knows without saving them:
 * - `unissued`: a random GUID that the server never issued; another one in every case
 * - `unknownUpload`: an upload id that the server never issued
 * - `newDocument`: a path in the writable folder at which nothing exists yet; `newDocumentName` its name;
 *   `otherDocument`: another such path
 * - `documents.readable`, `folders.writable`: from the target
 * - `sent`: the bytes of all chunks that were accepted in this case, put together
 * - `round`: inside `repeat`, counted from 0
 */
export const PREDEFINED: readonly string[] = [
  "unissued",
  "unknownUpload",
  "newDocument",
  "newDocumentName",
  "otherDocument",
  "documents",
  "folders",
  "owner",
  "sent",
  "round",
];
