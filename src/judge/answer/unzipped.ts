import { unzipSync } from "fflate";

/** A member that says it is larger is not unpacked. */
const MOST_BYTES = 16 * 1024 * 1024;

/** The files of a zip archive by their paths inside, without large ones; undefined where it is none. */
export function unzipped(
  archive: Uint8Array,
): readonly (readonly [path: string, content: Buffer])[] | undefined {
  try {
    const filter = ({ originalSize }: { readonly originalSize: number }) =>
      originalSize <= MOST_BYTES;
    return Object.entries(unzipSync(archive, { filter })).map(([path, content]) => [
      path,
      Buffer.from(content.buffer, content.byteOffset, content.length),
    ]);
  } catch {
    return undefined;
  }
}
