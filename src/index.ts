/** Assay as a library: `import { audit } from "assay"`. */
export { default as fc } from "fast-check";
export type { GeneratorEnvironment, Options as GeneratorOptions } from "../generators/generator.ts";
export { type SummaryOptions, summary } from "../reporters/summary/summary.ts";
export { type Audit, audit } from "./audit/audit.ts";
export type {
  AuditOptions,
  OwnCheck,
  OwnGenerator,
  OwnService,
  RuleSelection,
} from "./audit/audit-options.ts";
export type { RawTarget as TargetDefinition } from "./config/targets/raw-target.ts";
export type { Answer } from "./judge/answer/answer.ts";
export { describeAnswer } from "./judge/answer/describe-answer.ts";
export type { Mismatch } from "./judge/checks/mismatch.ts";
export type { Binding } from "./model/binding.ts";
export type { Deviation } from "./model/deviation.ts";
export { type Problem, UsageError } from "./model/errors.ts";
export type { Failure } from "./model/failure.ts";
export type { Level } from "./model/level.ts";
export type { Outcome, Report, RuleReport, TargetReport } from "./model/report.ts";
export type { Service } from "./model/service.ts";
export type { ServiceTarget } from "./model/target.ts";
export type { UnitVerdict } from "./model/unit.ts";
export type { JsonValue } from "./model/value.ts";
export type { VerdictKind } from "./model/verdict.ts";
export type { ServiceAdapter } from "./run/target/open-target.ts";
