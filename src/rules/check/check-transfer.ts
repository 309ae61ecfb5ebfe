import { traitsOf } from "../../model/binding.ts";
import type { Operation } from "../../model/operation.ts";
import { isBroken, needsBody, type Transfer } from "../../model/transfer.ts";
import type { JsonValue } from "../../model/value.ts";
import type { DocumentPath } from "../../schema/document.ts";
import type { StepSource } from "../source/step-source.ts";
import { allowsNoAnswer } from "./allows-no-answer.ts";
import { wrongTransfer } from "./read-transfer.ts";
import { parseReference } from "./references.ts";
import type { StepsContext } from "./steps-context.ts";

/** Checks that a call can go over the wire as it says, and that nothing is asked of an answer that may not come. */
export function checkTransfer(
  step: StepSource,
  operation: Operation,
  path: DocumentPath,
  context: StepsContext,
): void {
  const { transfer } = step;
  if (transfer === undefined) return;
  const { place, problems } = context;
  const here: DocumentPath = [...path, "transfer"];
  const ways = waysOf(transfer, here, context);
  if (!ways) return;
  for (const { value, at } of ways) {
    const wrong = wrongTransfer(value, isOpen);
    if (!wrong) continue;
    const { part, says } = wrong;
    const inner = part === undefined ? at : [...at, part];
    const message = `${part === undefined ? "a transfer" : `"${part}" of a transfer`} ${says}`;
    problems.add({ message, at: place.positionOf(inner, part === undefined ? "value" : "key") });
    return;
  }
  const transfers = ways.map(({ value }) => value as Transfer);
  checkBody();
  if (transfers.some(isBroken)) checkSilence(step, path, context, transfers.some(leaves));

  function checkBody(): void {
    const about = transfers.find(needsBody);
    if (!about) return;
    const over = step.over === undefined || step.over === "each" ? context.bindings : [step.over];
    const bindings = (over ?? []).filter((one) => operation.bindings.includes(one));
    const bare = bindings.find((one) => {
      const { argumentsIn } = traitsOf(one);
      return argumentsIn === "query" || (argumentsIn === "places" && !hasBody(operation));
    });
    if (bare === undefined) return;
    problems.add({
      message: `the transfer is about a body, and ${operation.name} has none over ${bare}`,
      at: place.positionOf(here),
      hint: "cut, announce, expect, parts and chunked are for calls with a body: see bindings, and over",
    });
  }
}

/** The transfers that a step may have: itself, or the rows of the table that it refers to. */
function waysOf(
  transfer: JsonValue,
  here: DocumentPath,
  { names, place, problems }: StepsContext,
): readonly { readonly value: JsonValue; readonly at: DocumentPath }[] | undefined {
  if (typeof transfer !== "string") return [{ value: transfer, at: here }];
  const { name = "", path = [] } = parseReference(transfer) ?? {};
  const known = names.get(name);
  if (known?.kind === "input" && known.rows && path.length === 0) {
    return known.rows.map((value, row) => ({ value, at: ["forEach", name, row] }));
  }
  // An unknown name was told before.
  if (known) {
    problems.add({
      message: `${transfer} is no table of transfers`,
      at: place.positionOf(here),
      hint: "give the ways as rows: forEach: { how: [{ cut: 0 }, { cut: { share: 0.5 }, by: reset }] }",
    });
  }
  return undefined;
}

/** References and expressions have their values when the call is made. */
function isOpen(part: JsonValue): boolean {
  if (typeof part === "string") return part.startsWith("$");
  if (typeof part !== "object" || part === null || Array.isArray(part)) return false;
  const { share, more, fewer } = part as Readonly<Record<string, JsonValue>>;
  const inner = [share, more, fewer].filter((one) => one !== undefined);
  return inner.length > 0
    ? inner.some((one) => typeof one === "object" || String(one).startsWith("$"))
    : Object.keys(part).some((key) => EXPRESSIONS.includes(key));
}

const EXPRESSIONS = ["add", "subtract", "multiply", "ceil-divide", "length"];

function leaves({ leave }: Transfer): boolean {
  return leave !== undefined;
}

function hasBody({ parameters }: Operation): boolean {
  return parameters.some(({ in: where = "body" }) => where === "body");
}

/** What asks for an answer, or for something in it. */
const ASKING = ["save", "saveAnswer", "until", "observe"] as const;

function checkSilence(
  step: StepSource,
  path: DocumentPath,
  { place, problems }: StepsContext,
  isLeft: boolean,
): void {
  const wrong = (field: string, message: string, hint: string): void =>
    problems.add({ message, at: place.positionOf([...path, field], "key"), hint });
  const what = isLeft ? "of a call that is left nobody reads" : "of a call that is broken off";
  for (const field of ASKING) {
    if (step[field] === undefined) continue;
    wrong(field, `"${field}" asks for the answer ${what}`, "look at what a later call is answered");
  }
  if (step.expect !== undefined && step.expect !== "anything") {
    wrong("expect", `expect: ${step.expect} asks for the answer ${what}`, "expect: anything");
  }
  if (step.then === undefined || typeof step.then === "string") return;
  if (isLeft) {
    wrong("then", `"then" judges the answer ${what}`, "judge a later call");
  } else if (!allowsNoAnswer(step.then)) {
    wrong(
      "then",
      "a call that is broken off may get no answer at all",
      "give noAnswer as one of several (oneOf), or judge a later call",
    );
  }
}
