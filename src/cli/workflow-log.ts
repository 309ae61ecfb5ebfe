import { randomUUID } from "node:crypto";
import {
  type AnnotationOptions,
  githubAnnotations,
} from "../../reporters/github/github-annotations.ts";
import type { Report } from "../model/report.ts";
import { inRepository, type RepositoryEnvironment } from "./in-repository.ts";

/** What GitHub Actions tells a step about itself. */
export interface WorkflowEnvironment extends RepositoryEnvironment {
  readonly GITHUB_ACTIONS?: string | undefined;
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
  }: Omit<AnnotationOptions, "targetsFile"> & { readonly targets?: string },
  env: WorkflowEnvironment,
): string {
  if (env.GITHUB_ACTIONS !== "true") return text;
  const token = randomUUID();
  const file = inRepository(targets, env);
  const annotations = githubAnnotations(report, {
    ...options,
    ...(file ? { targetsFile: file } : {}),
  });
  return `::stop-commands::${token}\n${text}::${token}::\n${annotations}`;
}
