import fc from "fast-check";
import { isAccepted, isRefused } from "../judge/answer/answer.ts";
import { describeAnswer } from "../judge/answer/describe-answer.ts";
import { outcomeWords } from "../judge/answer/outcome-words.ts";
import { callOnce } from "../run/case/call-once.ts";
import { StopCase } from "../run/case/case-state.ts";
import { recordJudgement } from "../run/case/record-judgement.ts";
import { offers } from "./offers.ts";
import { raceProperty } from "./race/race-property.ts";
import { slowly } from "./race/slowly.ts";
import { bindingOf, offeredBinding } from "./sequential/over.ts";
import { sequence } from "./sequential/sequence.ts";
import { sequenceProperty } from "./sequential/sequence-property.ts";
import { explained } from "./sequential/spec.ts";

/**
 * What a property of a pack is made of: what the built-in ones are made of. The package `assay` exports the
 * same by name; an `adapter.js` that exports `properties` as a function gets it as its argument, wherever it
 * stands.
 */
export const TOOLKIT = {
  fc,
  sequenceProperty,
  raceProperty,
  sequence,
  explained,
  callOnce,
  recordJudgement,
  StopCase,
  isAccepted,
  isRefused,
  describeAnswer,
  outcomeWords,
  offers,
  bindingOf,
  offeredBinding,
  slowly,
} as const;

export type Toolkit = typeof TOOLKIT;
