import type { FaultName } from "../../reference/faults.ts";
import { type ReferenceOptions, startReferenceServer } from "../../reference/server.ts";
import { VOCABULARY } from "../../src/built-in/vocabulary.ts";
import { describeAnswer } from "../../src/judge/answer/describe-answer.ts";
import { readAnswer } from "../../src/judge/answer/read-answer.ts";
import type { Binding } from "../../src/model/binding.ts";
import type { Failure } from "../../src/model/failure.ts";
import type { Rule } from "../../src/model/rule.ts";
import { textAt } from "../../src/model/settings.ts";
import type { ServiceName, Target } from "../../src/model/target.ts";
import { bindingSets } from "../../src/rules/select/plan-units.ts";
import { judgeUnit } from "../../src/run/case/judge-unit.ts";
import { SPECS } from "./judge-with.ts";
import { openBuiltIn, targetOf } from "./open-reference.ts";
import { type Pasted, paste } from "./shell.ts";

/** What became of the printed command of a failure. */
export interface Repeated {
  readonly rule: string;
  readonly binding: string;
  readonly curl: string;
  readonly result: "as recorded" | "in words" | "another answer";
  readonly details: string;
}

/** Judges the rules against a server with faults, and pastes the command of every failure there. */
export async function repeatFailures(
  faults: readonly FaultName[],
  rules: readonly Rule[],
  how: {
    readonly server?: ReferenceOptions;
    readonly runs?: number;
    /** Default: every one. */
    readonly bindings?: readonly Binding[];
    readonly change?: (target: Target) => Target;
  } = {},
): Promise<readonly Repeated[]> {
  const running = await startReferenceServer({ ...how.server, faults });
  try {
    const target = (how.change ?? ((one) => one))(targetOf(running));
    const found = await failuresOf(target, rules, how);
    const repeated: Repeated[] = [];
    for (const { rule, failure } of found) repeated.push(await repeat(rule, failure, target));
    return repeated;
  } finally {
    await running.close();
  }
}

async function failuresOf(
  target: Target,
  rules: readonly Rule[],
  { runs = 60, bindings: only }: { readonly runs?: number; readonly bindings?: readonly Binding[] },
) {
  const open = await openBuiltIn(target);
  try {
    const found: { readonly rule: Rule; readonly failure: Failure }[] = [];
    for (const rule of rules) {
      for (const bindings of bindingSets(rule, only)) {
        const verdict = await judgeUnit({ open, rule, bindings, runs, vocabulary: VOCABULARY });
        found.push(...verdict.failures.map((failure) => ({ rule, failure })));
      }
    }
    return found;
  } finally {
    await open.close();
  }
}

async function repeat(rule: Rule, failure: Failure, target: Target): Promise<Repeated> {
  const { curl, binding } = failure;
  const about = { rule: rule.id, binding, curl };
  const isWords = curl.split("\n").every((line) => line.startsWith("#"));
  if (isWords) return { ...about, result: "in words", details: "" };
  const { answers, stderr } = await paste(curl, secretsOf(target));
  const now = answers.at(-1);
  const step = failure.steps[failure.step - 1] ?? failure.steps.at(-1);
  const response = failure.exchanges[failure.step - 1]?.response;
  const then = `${response?.status} ${step?.answer}`;
  // A crash is one again.
  if (step?.answer === "no answer" && stderr.includes("Empty reply")) {
    return { ...about, result: "as recorded", details: "" };
  }
  const again = `${now?.status} ${now && step ? wordsOf(rule.service, now, step) : "no answer"}`;
  const same = stderr === "" && withoutChance(again) === withoutChance(then);
  const details = same ? "" : `${stderr}\nthen ${then}\nnow  ${again}`;
  return { ...about, result: same ? "as recorded" : "another answer", details };
}

/** The answer in the words of the report. */
function wordsOf(
  service: string,
  { status, type, body }: Pasted["answers"][number],
  { call, binding }: Failure["steps"][number],
): string {
  const operation = SPECS.operations[service]?.[call];
  if (!operation) return "";
  const reply = {
    kind: "response",
    status,
    headers: { "content-type": type },
    body,
    durationMs: 0,
  } as const;
  return describeAnswer(readAnswer(reply, operation, binding as Binding));
}

/** What a server makes up anew in every run, and what evidence hides or shortens. */
function withoutChance(body: string): string {
  return body
    .replace(/‹[^›]*›/g, "#")
    .replace(/[{(]?\b[0-9a-f]{8}-?(?:[0-9a-f]{4}-?){3}[0-9a-f]{12}\b[)}]?/gi, "#")
    .replace(/\bassay-[\w-]+\.bin/g, "#")
    .replace(/\(line \d+, column \d+\)/g, "#")
    .replace(/\bupl_\w+/g, "#")
    .replace(/\b(?:DocumentId|VersionId)="\d+"/g, "#")
    .replace(/\d{4}-\d\d-\d\dT[\d:.]+Z/g, "#");
}

function secretsOf({ services }: Target): Readonly<Record<string, string>> {
  const at = (service: ServiceName, path: string): string => textAt(services[service], path) ?? "";
  return {
    OWNER_UID: at("inforouter", "users.owner.uid"),
    OWNER_PWD: at("inforouter", "users.owner.pwd"),
    STRANGER_UID: at("inforouter", "users.stranger.uid"),
    STRANGER_PWD: at("inforouter", "users.stranger.pwd"),
    OWNER_KEY: at("apidatatools", "keys.owner"),
    STRANGER_KEY: at("apidatatools", "keys.stranger"),
    ENDED_TICKET: at("inforouter", "expiredTicket"),
  };
}
