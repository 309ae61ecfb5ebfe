import { authenticateUser } from "./operations/authenticate-user.ts";
import { createFolder } from "./operations/create-folder.ts";
import { createUploadHandler } from "./operations/create-upload-handler.ts";
import { deleteDocument } from "./operations/delete-document.ts";
import { deleteDownloadHandler } from "./operations/delete-download-handler.ts";
import { deleteFolder } from "./operations/delete-folder.ts";
import { deleteUploadHandler } from "./operations/delete-upload-handler.ts";
import { documentExists } from "./operations/document-exists.ts";
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
import { uploadDocumentWithHandler2 } from "./operations/upload-document-with-handler-2.ts";
import { uploadDocumentWithHandler3 } from "./operations/upload-document-with-handler-3.ts";
import { uploadFileChunk } from "./operations/upload-file-chunk.ts";
import { uploadNewDocumentWidthHandler } from "./operations/upload-new-document-width-handler.ts";
import { uploadTiffAsPdfWithHandler } from "./operations/upload-tiff-as-pdf-with-handler.ts";
import { uploadZipWithHandler } from "./operations/upload-zip-with-handler.ts";

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
  uploadDocumentWithHandler2,
  uploadDocumentWithHandler3,
  uploadNewDocumentWidthHandler,
  uploadZipWithHandler,
  uploadTiffAsPdfWithHandler,
  uploadDocument,
  deleteUploadHandler,
  getDownloadHandler,
  getDownloadHandlerByVersion,
  downloadZipWithHandler,
  downloadFileChunk,
  deleteDownloadHandler,
  downloadDocument,
  documentExists,
  deleteDocument,
  createFolder,
  deleteFolder,
] as const;
