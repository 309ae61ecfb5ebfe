import type { Wording } from "../dialect/wording.ts";

/** The texts of the documents, and plain sentences where they show none. */
export const ENGLISH: Wording = {
  authenticationFailed: "[900] Authentication failed",
  sessionExpired: "[901] Session expired or Invalid ticket",
  badRequest: "bad Request",
  missingParameter: "Missing parameter: {name}.",
  notConvertible: "{name} is not of type {type}: {value}",
  invalidUploadHandler: "Invalid upload handler.",
  invalidDownloadHandler: "Invalid download handler. (guid)",
  notYourHandler: "The handler belongs to another user.",
  chunkAfterLast: "The last chunk was received already.",
  chunkTooLarge: "The chunk is larger than ChunkSize.",
  chunkNotOfChunkSize: "A chunk that is not the last must be of exactly ChunkSize.",
  chunkEmpty: "The chunk is empty.",
  chunkCrcDiffers: "The CRC of the chunk does not match.",
  chunkNotStored: "The chunk could not be stored. Send it again.",
  uploadIncomplete: "The upload is not complete.",
  folderNotFound: "The folder was not found.",
  documentExists: "A document of this name already exists.",
  notCheckedOut: "The document is not checked out by this user.",
  documentNotFound: "The document was not found.",
  versionNotFound: "The version was not found.",
  pathNotFound: "A path was not found.",
  pathsNotFound: "None of the paths was found.",
  offsetOutOfRange: "StartOffset is out of range.",
  sizeOutOfRange: "ChunkSize is out of range.",
};
