import { BESIDE_FAULTS } from "./faults/beside.ts";
import { CONNECTION_FAULTS } from "./faults/connections.ts";
import { CONTENT_FAULTS } from "./faults/contents.ts";
import { CREATE_UPLOAD_HANDLER_FAULTS } from "./faults/create-upload-handler.ts";
import { DELETE_DOWNLOAD_HANDLER_FAULTS } from "./faults/delete-download-handler.ts";
import { DELETE_UPLOAD_API_FAULTS } from "./faults/delete-upload-api.ts";
import { DELETE_UPLOAD_HANDLER_FAULTS } from "./faults/delete-upload-handler.ts";
import { DOCUMENT_FAULTS } from "./faults/documents.ts";
import { DOWNLOAD_FILE_CHUNK_FAULTS } from "./faults/download-file-chunk.ts";
import { EDITION_FAULTS } from "./faults/editions.ts";
import { EVERY_OPERATION_FAULTS } from "./faults/every-operation.ts";
import { FINALIZE_UPLOAD_FAULTS } from "./faults/finalize-upload.ts";
import { GET_DOWNLOAD_HANDLER_FAULTS } from "./faults/get-download-handler.ts";
import { HEADER_FAULTS } from "./faults/headers.ts";
import { HOSTILE_FAULTS } from "./faults/hostile.ts";
import type { PUBLIC_FAULTS } from "./faults/public.ts";
import { RACE_FAULTS } from "./faults/races.ts";
import { SEQUENCE_FAULTS } from "./faults/sequences.ts";
import { SESSION_FAULTS } from "./faults/sessions.ts";
import { SPELLING_FAULTS } from "./faults/spellings.ts";
import { TRANSFER_FAULTS } from "./faults/transfers.ts";
import { TUS_BYTES_FAULTS } from "./faults/tus-bytes.ts";
import { TUS_CONCATENATION_FAULTS } from "./faults/tus-concatenation.ts";
import { TUS_CORE_FAULTS } from "./faults/tus-core.ts";
import { TUS_CREATION_FAULTS } from "./faults/tus-creation.ts";
import { TUS_EXTENSION_FAULTS } from "./faults/tus-extensions.ts";
import { TUS_HOSTILE_FAULTS } from "./faults/tus-hostile.ts";
import { UPLOAD_FILE_CHUNK_FAULTS } from "./faults/upload-file-chunk.ts";

/**
 * The deviations that rules claim, by name in `ReferenceOptions.faults`; those of `PUBLIC_FAULTS` are
 * switched on in the same way.
 */
export const FAULTS = [
  ...SESSION_FAULTS,
  ...CREATE_UPLOAD_HANDLER_FAULTS,
  ...UPLOAD_FILE_CHUNK_FAULTS,
  ...CONTENT_FAULTS,
  ...FINALIZE_UPLOAD_FAULTS,
  ...DELETE_UPLOAD_HANDLER_FAULTS,
  ...GET_DOWNLOAD_HANDLER_FAULTS,
  ...DOWNLOAD_FILE_CHUNK_FAULTS,
  ...DELETE_DOWNLOAD_HANDLER_FAULTS,
  ...DOCUMENT_FAULTS,
  ...EDITION_FAULTS,
  ...EVERY_OPERATION_FAULTS,
  ...DELETE_UPLOAD_API_FAULTS,
  ...RACE_FAULTS,
  ...SEQUENCE_FAULTS,
  ...HOSTILE_FAULTS,
  ...TUS_CORE_FAULTS,
  ...TUS_BYTES_FAULTS,
  ...TUS_CREATION_FAULTS,
  ...TUS_EXTENSION_FAULTS,
  ...TUS_CONCATENATION_FAULTS,
  ...TUS_HOSTILE_FAULTS,
  ...TRANSFER_FAULTS,
  ...CONNECTION_FAULTS,
  ...HEADER_FAULTS,
  ...SPELLING_FAULTS,
  ...BESIDE_FAULTS,
] as const;

/** A name of the table. */
export type ClaimedFaultName = (typeof FAULTS)[number]["name"];

/** A name of `PUBLIC_FAULTS`. */
export type PublicFaultName = (typeof PUBLIC_FAULTS)[number]["name"];

/** A name of either table: a misspelt one does not compile. */
export type FaultName = ClaimedFaultName | PublicFaultName;

/** The faults that are on, seen by code that may ask for the names `N` and no other. */
export interface Faults<N extends FaultName> {
  readonly has: (name: N) => boolean;
}
