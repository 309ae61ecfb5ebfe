import fc from "fast-check";
import { describeAnswer } from "../judge/answer/describe-answer.ts";
import { isServerError } from "../judge/answer/is-server-error.ts";
import type { Property } from "../run/case/property.ts";
import { recordJudgement } from "../run/case/record-judgement.ts";
import { everyOne } from "./relation/every-one.ts";
import { BEHIND_VALUES, BROKEN_FORMS, SPOILED_FORM } from "./relation/form-variants.ts";
import { sendEachWay } from "./relation/send-each-way.ts";

const VARIANTS = new Map(BROKEN_FORMS.map((variant) => [variant.name, variant]));
/** The server says that it cannot, or not now. */
const EXCUSED: readonly (number | undefined)[] = [501, 503, 507];

/** A server may refuse what is no text, or read it somehow: it is no reason to break down. */
export const brokenLetters: Property = {
  name: "relation-broken-letters",
  title:
    "A form or query in which bytes are no UTF-8, or escapes are none, is answered by the service.",
  explanation: {
    generates: [
      `all of these ways to send a call, in one case: ${[...VARIANTS.keys()].join("; ")}`,
      "a failing case shrinks to one of them",
    ],
    sends: [
      "the call plainly: it has to be accepted, and another one refused",
      "the call with other letters behind each value: where that is an error of the server, values are not spoiled further",
      "the same call in each of these ways, with the calls that it needs before it",
    ],
    demands: [{ text: "whatever is answered, it is no error of the server" }],
  },
  needs: [],
  effect: "creates",
  samples: true,
  inputs: () => fc.record({ variants: everyOne([...VARIANTS.keys()]) }),
  run: ({ variants }, state) => {
    let isUnbound = false;
    const named = Array.isArray(variants) ? variants : [];
    const known = new Map([[SPOILED_FORM.name, SPOILED_FORM], ...VARIANTS]);
    return sendEachWay([SPOILED_FORM.name, ...named], known, state, (name, answer) => {
      if (name === SPOILED_FORM.name) {
        // Some servers answer so whatever they cannot bind: that says nothing of letters.
        isUnbound = answer !== undefined && isServerError(answer);
        return true;
      }
      if (isUnbound && name.endsWith(BEHIND_VALUES)) return true;
      if (!answer || !isServerError(answer) || EXCUSED.includes(answer.status)) return true;
      const expected = `no error of the server (${name})`;
      return recordJudgement({ mismatches: [{ expected, actual: describeAnswer(answer) }] }, state);
    });
  },
};
