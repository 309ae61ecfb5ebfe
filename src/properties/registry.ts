import type { Property } from "../run/case/property.ts";
import { deleteUploadModel } from "./delete-upload-model.ts";
import { downloadModel } from "./download-model.ts";
import { expirySlides } from "./expiry-slides.ts";
import { hostileHttp } from "./hostile-http.ts";
import { hostilePaths } from "./hostile-paths.ts";
import { hostileReveal } from "./hostile-reveal.ts";
import { hostileValues } from "./hostile-values.ts";
import { hostileWellFormed } from "./hostile-well-formed.ts";
import { hostileXml } from "./hostile-xml.ts";
import { stagedFiles } from "./leak-staged-files.ts";
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
import { equivalentRequests } from "./relation-equivalent-requests.ts";
import { guidForms } from "./relation-guid-forms.ts";
import { toleratedRequests } from "./relation-tolerated-requests.ts";
import { uploadDownload } from "./relation-upload-download.ts";
import { uploadModel } from "./upload-model.ts";

/** Every built-in property; a new one is a file and a line here. */
const BUILT_IN: readonly Property[] = [
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
  expirySlides,
  hostileHttp,
  hostilePaths,
  hostileReveal,
  hostileValues,
  hostileWellFormed,
  hostileXml,
  stagedFiles,
  equivalentRequests,
  guidForms,
  toleratedRequests,
  uploadDownload,
  uploadModel,
  downloadModel,
  deleteUploadModel,
];

/** The built-in properties by name. */
export const PROPERTIES: ReadonlyMap<string, Property> = new Map(
  BUILT_IN.map((property) => [property.name, property]),
);
