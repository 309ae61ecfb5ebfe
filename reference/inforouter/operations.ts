import { authenticateUser } from "./operations/authenticate-user.ts";
import { createUploadHandler } from "./operations/create-upload-handler.ts";
import { deleteDocument } from "./operations/delete-document.ts";
import { deleteDownloadHandler } from "./operations/delete-download-handler.ts";
import { deleteUploadHandler } from "./operations/delete-upload-handler.ts";
import { downloadDocument } from "./operations/download-document.ts";
import { downloadFileChunk } from "./operations/download-file-chunk.ts";
import { downloadZipWithHandler } from "./operations/download-zip-with-handler.ts";
import { getDownloadHandler } from "./operations/get-download-handler.ts";
import { getDownloadHandlerByVersion } from "./operations/get-download-handler-by-version.ts";
import { isValidTicket } from "./operations/is-valid-ticket.ts";
import { logOut } from "./operations/log-out.ts";
import { serverInfo } from "./operations/server-info.ts";
import { uploadDocument } from "./operations/upload-document.ts";
import { uploadDocumentWithHandler } from "./operations/upload-document-with-handler.ts";
import { uploadDocumentWithHandler1 } from "./operations/upload-document-with-handler-1.ts";
import { uploadFileChunk } from "./operations/upload-file-chunk.ts";
import { uploadNewDocumentWidthHandler } from "./operations/upload-new-document-width-handler.ts";

/** Every operation of the service. */
export const OPERATIONS = [
  authenticateUser,
  logOut,
  isValidTicket,
  serverInfo,
  createUploadHandler,
  uploadFileChunk,
  uploadDocumentWithHandler,
  uploadDocumentWithHandler1,
  uploadNewDocumentWidthHandler,
  uploadDocument,
  deleteUploadHandler,
  getDownloadHandler,
  getDownloadHandlerByVersion,
  downloadZipWithHandler,
  downloadFileChunk,
  deleteDownloadHandler,
  downloadDocument,
  deleteDocument,
] as const;
