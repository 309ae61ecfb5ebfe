import { randomUUID } from "node:crypto";
import { isAbsolute, relative, resolve, sep } from "node:path";
import {
  type AnnotationOptions,
  githubAnnotations,
} from "../../reporters/github/github-annotations.ts";
import type { Report } from "../model/report.ts";

/** What GitHub Actions tells a step about itself. */
export interface WorkflowEnvironment {
  readonly GITHUB_ACTIONS?: string | undefined;
  readonly GITHUB_WORKSPACE?: string | undefined;
}

/**
 * What the command prints about a report. In a step of GitHub Actions annotations come after it, and
 * none of its own lines is obeyed as a workflow command: they quote a server.
 *
 * @param targets the targets file as the command knows it
 */
export function workflowLog(
  text: string,
  report: Report,
  {
    targets = "targets.json",
    ...options
  }: Omit<AnnotationOptions, "file"> & { readonly targets?: string },
  env: WorkflowEnvironment,
): string {
  if (env.GITHUB_ACTIONS !== "true") return text;
  const token = randomUUID();
  const file = insideOf(env.GITHUB_WORKSPACE ?? process.cwd(), resolve(targets));
  const annotations = githubAnnotations(report, { ...options, ...(file ? { file } : {}) });
  return `::stop-commands::${token}\n${text}::${token}::\n${annotations}`;
}

/** The path from a folder to a file in it, as GitHub writes paths; undefined for a file outside. */
function insideOf(folder: string, file: string): string | undefined {
  const path = relative(folder, file);
  if (path.startsWith("..") || isAbsolute(path)) return undefined;
  return path.split(sep).join("/");
}
