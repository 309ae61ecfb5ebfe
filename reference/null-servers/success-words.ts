import type { Words } from "./in-words.ts";

const CHUNK_SIZE = 262_144;
const FILE_LENGTH = 3000;
const OK = 200;

/** A success with every attribute and member that any operation has; `guid` wherever one is due. */
export function successWords(guid: string): Words {
  const attributes = {
    success: "true",
    error: "",
    ticket: guid,
    UploadHandler: guid,
    downloadhandler: guid,
    ChunkSize: CHUNK_SIZE,
    Size: FILE_LENGTH,
    tryagain: "false",
    filelength: FILE_LENGTH,
    chunklength: FILE_LENGTH,
    lastchunk: "true",
  };
  const text = Object.entries(attributes).map(([name, value]) => `${name}="${value}"`);
  const id = `upl_${guid.replaceAll("-", "")}`;
  const value = {
    message: `Upload ${id} deleted successfully`,
    upload_id: id,
    uploads: [{ upload_id: id }],
  };
  return { element: `<response ${text.join(" ")}/>`, json: { status: OK, value } };
}
