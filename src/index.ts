/** Assay as a library: `import { audit } from "assay"`. */
export { default as fc } from "fast-check";
export type { GeneratorEnvironment, Options as GeneratorOptions } from "../generators/generator.ts";
export { type SummaryOptions, summary } from "../reporters/summary/summary.ts";
export { type Audit, audit } from "./audit/audit.ts";
export type {
  AuditOptions,
  OwnCheck,
  OwnService,
  RuleSelection,
} from "./audit/audit-options.ts";
export type { OwnGenerator } from "./built-in/own-generator.ts";
export type { RawTarget as TargetDefinition } from "./config/targets/raw-target.ts";
export { type Answer, isAccepted, isRefused } from "./judge/answer/answer.ts";
export { describeAnswer } from "./judge/answer/describe-answer.ts";
export { outcomeWords } from "./judge/answer/outcome-words.ts";
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
export { offers } from "./properties/offers.ts";
export type { RacePlan } from "./properties/race/race-plan.ts";
export { type RaceOptions, type Racing, raceProperty } from "./properties/race/race-property.ts";
export { slowly } from "./properties/race/slowly.ts";
export type { Planned, PlayEvent } from "./properties/sequential/event.ts";
export { bindingOf, offeredBinding } from "./properties/sequential/over.ts";
export type { Course, Made, Playing } from "./properties/sequential/play.ts";
export { sequence } from "./properties/sequential/sequence.ts";
export {
  type SequenceOptions,
  sequenceProperty,
} from "./properties/sequential/sequence-property.ts";
export {
  type AnyCall,
  type AnyOutcome,
  explained,
  type Forbidden,
  type SequentialSpec,
  type Step,
} from "./properties/sequential/spec.ts";
export type { Toolkit } from "./properties/toolkit.ts";
export { type CallValues, callOnce } from "./run/case/call-once.ts";
export { type CaseState, StopCase } from "./run/case/case-state.ts";
export type { Demand, Explanation, Property } from "./run/case/property.ts";
export { type Judgement, recordJudgement } from "./run/case/record-judgement.ts";
export type { ServiceAdapter } from "./run/target/open-target.ts";
