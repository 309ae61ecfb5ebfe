import { buffer } from "node:stream/consumers";
import yauzl from "yauzl";

/** A file of an archive. */
export interface ZipMember {
  /** With the folders inside the archive, `sub/a.txt`. */
  readonly name: string;
  readonly bytes: Buffer;
}

/** The files of an archive; undefined for bytes that are none. */
export async function readZip(file: string): Promise<readonly ZipMember[] | undefined> {
  try {
    const zip = await yauzl.openPromise(file, { strictFileNames: true });
    const members: ZipMember[] = [];
    for await (const entry of zip.eachEntry()) {
      if (entry.fileName.endsWith("/")) continue;
      const bytes = await buffer(await zip.openReadStreamPromise(entry));
      members.push({ name: entry.fileName, bytes });
    }
    return members;
  } catch {
    return undefined;
  }
}
