import { isAbsolute, relative, resolve, sep } from "node:path";

/** What says where the repository is that a command runs in. */
export interface RepositoryEnvironment {
  readonly GITHUB_WORKSPACE?: string | undefined;
}

/**
 * The path of a file from the root of the repository, as GitHub writes paths: what annotations and results
 * point to. The root is where the workflow says it is, or else the working folder.
 *
 * @returns undefined for a file outside of it
 */
export function inRepository(file: string, env: RepositoryEnvironment): string | undefined {
  const path = relative(env.GITHUB_WORKSPACE ?? process.cwd(), resolve(file));
  if (path.startsWith("..") || isAbsolute(path)) return undefined;
  return path.split(sep).join("/");
}
