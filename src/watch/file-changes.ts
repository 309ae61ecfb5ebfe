import { existsSync } from "node:fs";
import { watch } from "chokidar";
import type { Changed } from "./round.ts";
import { isLeftOut, rootsOf, type WatchedPlaces, whatChanged } from "./watched-places.ts";

/** Watches files until it is closed. */
export interface FileChanges {
  close(): Promise<void>;
}

export interface ChangeEvents {
  /** Whether a server is being judged: files that come up meanwhile may be its own. */
  isJudging(): boolean;
  /** Told once for what is saved together. */
  onChange(what: readonly Changed[], files: readonly string[]): void;
  /** Told once why some changes may not be seen: this machine watches no more files. */
  onProblem(message: string): void;
}

/** An editor saves in several steps, and several files at once. */
const SETTLE_MS = 60;

/**
 * Watches the files of a server, of rules and of targets. Resolves once every file that is there is known:
 * from then on no change is missed.
 */
export async function watchFiles(
  places: WatchedPlaces,
  { isJudging, onChange, onProblem }: ChangeEvents,
): Promise<FileChanges> {
  const known = new Set<string>();
  /** Came up while a server was judged, or went without having been there before: a server's own, from then on. */
  const own = new Set<string>();
  const changed = new Map<string, Changed>();
  let isReady = false;
  let isTold = false;
  let settled: NodeJS.Timeout | undefined;
  const tell = (): void => {
    const files = [...changed.keys()];
    const what = [...new Set(changed.values())];
    changed.clear();
    onChange(what, files);
  };
  const note = (path: string, isGone = false): void => {
    if (isReady && !known.has(path) && (isGone || isJudging())) own.add(path);
    if (!own.has(path)) known.add(path);
    if (!isReady) return;
    const what = whatChanged(path, places, own.has(path));
    if (what === undefined) return;
    changed.set(path, what);
    clearTimeout(settled);
    settled = setTimeout(tell, SETTLE_MS);
  };
  // Of one that is not there chokidar says that it is ready too soon.
  const roots = rootsOf(places).filter((path) => existsSync(path));
  const watcher = watch(roots, {
    ignored: (path) => isLeftOut(path, places),
    // Files that come up and go at once are those of an editor.
    atomic: SETTLE_MS,
    // A link may lead anywhere, also back.
    followSymlinks: false,
  });
  watcher
    .on("add", (path) => note(path))
    .on("change", (path) => note(path))
    .on("unlink", (path) => note(path, true));
  watcher.on("error", (error) => {
    const { code, message } = error as NodeJS.ErrnoException;
    // What may not be read cannot be what a server of ours is made of.
    if (code === "EACCES" || code === "EPERM" || isTold) return;
    isTold = true;
    onProblem(message);
  });
  await new Promise<void>((resolve) => watcher.once("ready", () => resolve()));
  isReady = true;
  return {
    close: async () => {
      clearTimeout(settled);
      await watcher.close();
    },
  };
}
