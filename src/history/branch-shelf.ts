import { rmSync } from "node:fs";
import { join } from "node:path";
import { count } from "../../reporters/text/count.ts";
import { temporaryFolder } from "../config/files/temporary-folder.ts";
import { UsageError } from "../model/errors.ts";
import { git, gitOrNothing } from "./git.ts";
import type { Shelf } from "./shelf.ts";

/** What git takes for "there must be no such branch yet". */
const NONE = "";

/**
 * A branch of a git repository as a shelf; it need not be there yet. What is added is a commit on it:
 * neither the files that are checked out nor what is staged is touched.
 *
 * @param branch its name, without `refs/heads/`
 * @param cwd a folder of the repository
 * @throws UsageError (`git-failed`) where there is no repository, or no branch may have that name
 */
export function branchShelf(branch: string, cwd: string): Shelf {
  const ref = `refs/heads/${branch}`;
  git(["rev-parse", "--git-dir"], { cwd });
  if (gitOrNothing(["check-ref-format", ref], { cwd }) === undefined) {
    throw failed(`"${branch}" is no name of a branch`, "give one such as assay-history");
  }
  const named = gitOrNothing(["rev-parse", "--verify", "--quiet", `${ref}^{commit}`], { cwd });
  const head = named?.trim();
  return {
    name: `the branch "${branch}"`,
    files: head === undefined ? [] : filesOf(head, cwd),
    read: (name) => git(["cat-file", "blob", `${head}:${name}`], { cwd }),
    add: (files) => {
      refuseCheckedOut(branch, cwd);
      const commit = committed(files, { head, cwd });
      git(["update-ref", "-m", "assay history add", ref, commit, head ?? NONE], { cwd });
    },
  };
}

function filesOf(commit: string, cwd: string): readonly string[] {
  return git(["ls-tree", "-z", commit], { cwd })
    .split("\0")
    .flatMap((line) => /^\d+ blob [0-9a-f]+\t(.+)$/.exec(line)?.[1] ?? [])
    .sort();
}

/** Under somebody's feet the files would differ from their branch. */
function refuseCheckedOut(branch: string, cwd: string): void {
  const trees = git(["worktree", "list", "--porcelain"], { cwd }).split("\n");
  if (!trees.includes(`branch refs/heads/${branch}`)) return;
  throw failed(`the branch "${branch}" is checked out`, "check out another one, or use --dir");
}

/** Puts files on top of a commit, through an index of its own, and gives the new commit. */
function committed(
  files: Readonly<Record<string, string>>,
  { head, cwd }: { readonly head: string | undefined; readonly cwd: string },
): string {
  const folder = temporaryFolder("assay-index-");
  const env = { GIT_INDEX_FILE: join(folder, "index") };
  try {
    git(["read-tree", head ?? "--empty"], { cwd, env });
    const lines = Object.entries(files).map(([name, text]) => {
      const blob = git(["hash-object", "-w", "--stdin"], { cwd, input: text }).trim();
      return `100644 ${blob}\t${name}\0`;
    });
    git(["update-index", "-z", "--index-info"], { cwd, env, input: lines.join("") });
    const tree = git(["write-tree"], { cwd, env }).trim();
    const runs = count(Object.keys(files).length, "file");
    const parent = head === undefined ? [] : ["-p", head];
    return git(["commit-tree", tree, ...parent, "-m", `assay history: ${runs}`], { cwd }).trim();
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

function failed(message: string, hint: string): UsageError {
  return new UsageError("git-failed", [{ message, hint }]);
}
