import type { Label, Stage, Status, TestResult } from "allure-js-commons";
import type { Report, TargetReport } from "../../src/model/report.ts";
import { escapeMarkdown } from "../text/escape-markdown.ts";
import { stableUuid } from "../text/stable-uuid.ts";
import { truncate } from "../text/truncate.ts";
import { visible } from "../text/visible.ts";

const MAX_LINE = 1_000;

/** A result as its file has it; the enums are types only, since their module is slow to load. */
export type AllureResult = Omit<TestResult, "status" | "stage"> & {
  readonly status: `${Status}`;
  readonly stage: `${Stage}`;
};

/** What differs from one result to the next. */
export interface Told
  extends Required<Pick<AllureResult, "uuid" | "name" | "status" | "links" | "attachments">> {
  readonly message: string;
  readonly durationMs: number;
  readonly description: readonly string[];
  readonly labels: readonly Label[];
  readonly binding: string | null;
}

/** A result as Allure reads it; the target and the binding are parameters, so that each has a history of its own. */
export function allureResult({ run }: Report, target: TargetReport, told: Told): AllureResult {
  const { uuid, name, status, message, durationMs, description, labels, links, binding } = told;
  const start = Date.parse(run.startedAt) || 0;
  const identity = stableUuid([target.name, name]);
  return {
    uuid,
    historyId: identity,
    testCaseId: identity,
    fullName: `${visible(target.name)}: ${name}`,
    name,
    status,
    statusDetails: message === "" ? {} : { message },
    stage: "finished",
    description: description.map((line) => escapeMarkdown(truncate(line, MAX_LINE))).join("\n\n"),
    start,
    stop: start + Math.round(durationMs),
    labels: [
      { name: "framework", value: "assay" },
      { name: "parentSuite", value: visible(target.name) },
      ...labels,
    ],
    links,
    parameters: [
      { name: "target", value: visible(target.name) },
      ...(binding === null ? [] : [{ name: "binding", value: visible(binding) }]),
      { name: "seed", value: String(run.seed), excluded: true },
    ],
    steps: [],
    attachments: told.attachments,
  };
}
