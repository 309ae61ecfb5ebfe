import type { Property } from "../../../run/case/property.ts";
import { namesAtOnce } from "./at-once/names-at-once.ts";
import { versionsAtOnce } from "./at-once/versions-at-once.ts";
import { crowdDownloads } from "./crowd-downloads.ts";
import { crowdUploads } from "./crowd-uploads.ts";
import { largeChunks } from "./download/large-chunks.ts";
import { downloadModel } from "./download-model.ts";
import { everyExpirySlides } from "./expiry/every-expiry-slides.ts";
import { expirySlides } from "./expiry/expiry-slides.ts";
import { stagedFiles } from "./leak-staged-files.ts";
import { strayFiles } from "./leak-stray-files.ts";
import { forgivenPasswords } from "./login-forgiven-passwords.ts";
import { nearlyRightPasswords } from "./login-nearly-right-passwords.ts";
import { raceCreates } from "./race-creates.ts";
import { raceDeleteAmongChunks } from "./race-delete-among-chunks.ts";
import { raceDeleteFinalize } from "./race-delete-finalize.ts";
import { raceDownloadDeletes } from "./race-download-deletes.ts";
import { raceDownloads } from "./race-downloads.ts";
import { raceFinalizes } from "./race-finalizes.ts";
import { raceSameChunks } from "./race-same-chunks.ts";
import { raceSlowChunkDelete } from "./race-slow-chunk-delete.ts";
import { raceUploadDeletes } from "./race-upload-deletes.ts";
import { raceUploads } from "./race-uploads.ts";
import { actionAndBody } from "./relation-action-and-body.ts";
import { chunkInForms } from "./relation-chunk-in-forms.ts";
import { documentInForms } from "./relation-document-in-forms.ts";
import { guidForms } from "./relation-guid-forms.ts";
import { sameBytes } from "./relation-same-bytes.ts";
import { spelledNames } from "./relation-spelled-names.ts";
import { uploadDownload } from "./relation-upload-download.ts";
import { uploadModel } from "./upload-model.ts";
import { uploadsAtOnce } from "./uploads-at-once.ts";

/** What only infoRouter's uploads and downloads can have judged; a new one is a file and a line here. */
export const PROPERTIES: readonly Property[] = [
  crowdDownloads,
  crowdUploads,
  downloadModel,
  largeChunks,
  everyExpirySlides,
  expirySlides,
  stagedFiles,
  strayFiles,
  raceCreates,
  raceDeleteAmongChunks,
  raceDeleteFinalize,
  raceDownloadDeletes,
  raceDownloads,
  raceFinalizes,
  raceSameChunks,
  raceSlowChunkDelete,
  raceUploadDeletes,
  raceUploads,
  actionAndBody,
  chunkInForms,
  documentInForms,
  guidForms,
  nearlyRightPasswords,
  forgivenPasswords,
  sameBytes,
  spelledNames,
  uploadDownload,
  uploadModel,
  uploadsAtOnce,
  namesAtOnce,
  versionsAtOnce,
];
