import { dirname, isAbsolute, relative, resolve, sep } from "node:path";
import { minimatch } from "minimatch";
import type { Changed } from "./round.ts";

/** Where the files of a watch are. All paths are absolute. */
export interface WatchedPlaces {
  readonly servers: readonly ServerFiles[];
  /** Folders of rule files. */
  readonly rules: readonly string[];
  /** The targets file and what it names. */
  readonly targets: readonly string[];
  /** Files and folders that the tool itself or a server under test writes. */
  readonly written: readonly string[];
}

/** The files of one server. */
export interface ServerFiles {
  /** Where its globs start. */
  readonly folder: string;
  /** Absent: every file below the folder. */
  readonly globs?: readonly string[];
}

/** What has a life of its own in a folder of sources; a dot begins what is hidden. */
const NO_SOURCES =
  /^(?:\..+|node_modules|__pycache__|.*\.(?:log|pid|pyc|tmp|swp|sqlite3?|db)|.*~)$/;
const RULE_FILE = /\.ya?ml$/;
const WILD = /[*?[\]{}()!+@]/;

/**
 * The folders to look at, with all that is below them. A file is seen in its folder: so it is also when it comes up
 * later, and when an editor puts another one in its place.
 */
export function rootsOf(places: WatchedPlaces): readonly string[] {
  return [...new Set([...wholeRoots(places), ...places.targets.map((file) => dirname(file))])];
}

function wholeRoots({ servers, rules }: WatchedPlaces): readonly string[] {
  const bases = servers.flatMap(({ folder, globs }) =>
    globs ? globs.map((glob) => resolve(folder, baseOf(glob))) : [folder],
  );
  return [...bases, ...rules];
}

/** Whether a path, with all that is below it, can be left out. */
export function isLeftOut(path: string, places: WatchedPlaces): boolean {
  const { targets, written } = places;
  if (targets.some((file) => path === file || path === dirname(file))) return false;
  if (written.some((one) => isWithin(path, one))) return true;
  return wholeRoots(places)
    .filter((root) => isWithin(path, root))
    .every((root) =>
      relative(root, path)
        .split(sep)
        .some((part) => isNoSource(part, places)),
    );
}

/** Only a server whose files nobody names has to be told from what it writes. */
function isNoSource(part: string, { servers }: WatchedPlaces): boolean {
  const always = part === "node_modules" || part === ".git" || part === ".assay";
  return always || (servers.every(({ globs }) => !globs) && NO_SOURCES.test(part));
}

/**
 * What a change of a file asks for; undefined: nothing.
 *
 * @param isOwn whether the server may have written it itself: a file that came up while it was judged
 */
export function whatChanged(
  path: string,
  { servers, rules, targets }: WatchedPlaces,
  isOwn: boolean,
): Changed | undefined {
  if (targets.includes(path)) return "targets";
  if (rules.some((folder) => isWithin(path, folder)) && RULE_FILE.test(path)) return "rules";
  const isServers = servers.some(({ folder, globs }) => {
    if (!globs) return !isOwn && isWithin(path, folder);
    const seen = relative(folder, path).split(sep).join("/");
    return globs.some((glob) => minimatch(seen, glob.replace(/^\.\//, ""), { dot: true }));
  });
  return isServers ? "server" : undefined;
}

/** The folder in which all that a glob means is. */
function baseOf(glob: string): string {
  const parts = glob.split("/");
  const wild = parts.findIndex((part) => WILD.test(part));
  return parts.slice(0, wild < 0 ? -1 : wild).join("/") || (glob.startsWith("/") ? "/" : ".");
}

/** Whether a path is a folder or lies below it. */
export function isWithin(path: string, folder: string): boolean {
  const way = relative(folder, path);
  return way === "" || !(way === ".." || way.startsWith(`..${sep}`) || isAbsolute(way));
}
