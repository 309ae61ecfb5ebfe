import { closeSync, constants, fstatSync, openSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";

/** A file of a folder that others write to, or why it is passed over. */
export type SharedFile =
  | { readonly name: string; readonly text: string }
  | { readonly name: string; readonly problem: string };

/** Neither a link, which may lead anywhere, nor a pipe, at which reading would wait for ever. */
const FLAGS = constants.O_RDONLY | constants.O_NOFOLLOW | constants.O_NONBLOCK;

/**
 * What came into a folder that other processes write to since the last look, in the order of the names. A file is
 * told once; one that could not be read is looked at again when it has changed: somebody may still be writing it.
 *
 * @param options.ending of the names that count; what is being written has another
 * @param options.mostBytes of a file that is read
 * @param options.mostFiles of which anything is kept in mind
 */
export function watchSharedFolder(
  folder: string,
  options: { readonly ending: string; readonly mostBytes: number; readonly mostFiles: number },
): {
  /** @throws what the system says of the folder */
  look(): readonly SharedFile[];
  /** A file of one's own, which is no news. */
  know(name: string): void;
  /** It was read, and is of no use as it is: it is looked at again when it has changed. */
  refuse(name: string): void;
} {
  const { ending, mostBytes, mostFiles } = options;
  const known = new Set<string>();
  const refused = new Map<string, string>();
  let isFull = false;
  return {
    know: (name) => known.add(name),
    refuse(name) {
      known.delete(name);
      refused.set(name, stampOf(join(folder, name)));
    },
    look() {
      const names = readdirSync(folder).filter((name) => name.endsWith(ending) && !known.has(name));
      return names.sort().flatMap((name): SharedFile[] => {
        const path = join(folder, name);
        if (refused.has(name) && refused.get(name) === stampOf(path)) return [];
        if (known.size + refused.size >= mostFiles && !refused.has(name)) {
          if (isFull) return [];
          isFull = true;
          return [{ name, problem: `the folder has more than ${mostFiles} files` }];
        }
        try {
          const text = readPlain(path, mostBytes);
          refused.delete(name);
          known.add(name);
          return [{ name, text }];
        } catch (error) {
          const isNew = !refused.has(name);
          refused.set(name, stampOf(path));
          return isNew ? [{ name, problem: (error as Error).message }] : [];
        }
      });
    },
  };
}

function readPlain(path: string, mostBytes: number): string {
  const file = openSync(path, FLAGS);
  try {
    const { size } = plainStat(file);
    if (size > mostBytes) throw new Error(`it has ${size} bytes, more than ${mostBytes}`);
    return readFileSync(file, "utf8");
  } finally {
    closeSync(file);
  }
}

function plainStat(file: number): { readonly size: number } {
  const stat = fstatSync(file);
  if (!stat.isFile()) throw new Error("it is no plain file");
  return stat;
}

/** Changes when a file does; the same for one that cannot be opened. */
function stampOf(path: string): string {
  try {
    const file = openSync(path, FLAGS);
    try {
      const { size, mtimeMs, ino } = fstatSync(file);
      return `${ino} ${size} ${mtimeMs}`;
    } finally {
      closeSync(file);
    }
  } catch (error) {
    return (error as NodeJS.ErrnoException).code ?? "";
  }
}
