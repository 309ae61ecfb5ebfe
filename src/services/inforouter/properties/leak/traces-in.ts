import { open, readdir } from "node:fs/promises";
import { join } from "node:path";
import { base64Fragments } from "../../../../wire/redact/secret-base64.ts";

/** So much of a file is looked into, in bytes. */
const HEAD_BYTES = 64 * 1024;

/** What tells the files of one upload from those of every other. */
export interface Marks {
  /** The handler's GUID, in whatever form the server wrote it. */
  readonly handler: string;
  /** A text that only the chunks of this upload hold. */
  readonly content: string;
}

/**
 * The files of a folder that belong to an upload: their name holds the digits of its handler, or they
 * begin with its bytes, its base64 or its request. Files that were there before are not looked into.
 *
 * @param known names that were in the folder before the upload began
 */
export async function tracesIn(
  folder: string,
  marks: Marks,
  known: ReadonlySet<string>,
): Promise<readonly string[]> {
  const names = await readdir(folder, { recursive: true });
  const digits = digitsOf(marks.handler);
  const signs = [marks.content, marks.handler, ...base64Fragments(marks.content)];
  const found = await Promise.all(
    names
      .filter((name) => !known.has(name))
      .map(async (name) => {
        if (digits !== "" && digitsOf(name).includes(digits)) return [name];
        const head = await headOf(join(folder, name));
        return signs.some((sign) => head.includes(sign)) ? [name] : [];
      }),
  );
  return found.flat();
}

/** Empty for what is no file, or has vanished meanwhile. */
async function headOf(path: string): Promise<string> {
  const file = await open(path, "r").catch(() => undefined);
  if (!file) return "";
  try {
    const { buffer, bytesRead } = await file.read(Buffer.alloc(HEAD_BYTES), 0, HEAD_BYTES, 0);
    return buffer.subarray(0, bytesRead).toString("latin1");
  } catch {
    return "";
  } finally {
    await file.close();
  }
}

function digitsOf(text: string): string {
  return text
    .toLowerCase()
    .replaceAll("0x", "")
    .replace(/[^0-9a-f]/g, "");
}
