import fc from "fast-check";
import type { Answer } from "../../../../judge/answer/answer.ts";
import type { Mismatch } from "../../../../judge/checks/mismatch.ts";
import { firstBinding } from "../../../../model/binding.ts";
import type { BytesInForms } from "../../../../model/bytes-in-forms.ts";
import type { BytesSpec } from "../../../../model/value.ts";
import { answerOrNone } from "../../../../properties/relation/answer-or-none.ts";
import { buildPlain } from "../../../../properties/relation/build-plain.ts";
import { everyOne } from "../../../../properties/relation/every-one.ts";
import { sendMessage } from "../../../../properties/relation/send-message.ts";
import { serviceOf } from "../../../../properties/relation/service-of.ts";
import type { CallValues } from "../../../../run/case/call-once.ts";
import type { CaseState } from "../../../../run/case/case-state.ts";
import type { Property } from "../../../../run/case/property.ts";
import { recordJudgement } from "../../../../run/case/record-judgement.ts";
import { encode } from "../../../../wire/encode/encode.ts";
import { ALL_KINDS, ODD_ENDS, PLAIN } from "./contents.ts";

/** A content in a form, and a name that nothing else of the case has. */
export interface InForm {
  readonly content: BytesSpec;
  readonly form: BytesInForms;
  readonly place: string;
}

/** What a server made of it: refused, or taken, with what is wrong then. */
export type Made = "refused" | { readonly wrong: Mismatch | undefined };

/** How an operation that takes bytes is judged. */
export interface Carrier {
  readonly sends: readonly string[];
  readonly demands: string;
  /** @throws StopCase where the operation judges nothing when it is called plainly */
  readonly seeThatItJudges: (state: CaseState) => Promise<void>;
  readonly judge: (sent: InForm, state: CaseState) => Promise<Made>;
}

const CONTENTS = new Map([...ODD_ENDS, ...ALL_KINDS]);
const WHICH = ["the other form", "the declared form"] as const;

/**
 * The property that bytes are the same in each form that a server takes them in. Of the form that the target
 * does not declare nothing is known but what the server does: where it does not bring plain text, it is none.
 */
export function inBothForms(
  about: Pick<Property, "name" | "title" | "needs">,
  { sends, demands, seeThatItJudges, judge }: Carrier,
): Property {
  return {
    ...about,
    explanation: {
      generates: [
        `bytes of each of these kinds, in one case: ${[...CONTENTS.keys()].join("; ")}`,
        "in the form of POST that the target does not declare (multipart/form-data with the bytes raw, or urlencoded with them in base64); in the declared one those that end oddly",
        "a failing case shrinks to one kind in one form",
      ],
      sends,
      demands: [{ text: demands }],
    },
    effect: "creates",
    inputs: () => fc.record({ forms: everyOne(WHICH), contents: everyOne([...CONTENTS.keys()]) }),
    run: async ({ forms, contents }, state) => {
      await seeThatItJudges(state);
      const isWanted = (list: unknown, name: string) => Array.isArray(list) && list.includes(name);
      for (const which of WHICH.filter((one) => isWanted(forms, one))) {
        const form = formOf(which, state);
        const isOther = which === "the other form";
        if (isOther && !(await brings(form, judge, state))) continue;
        for (const [name, content] of isOther ? CONTENTS : ODD_ENDS) {
          if (!isWanted(contents, name)) continue;
          const place = `${form}.${[...CONTENTS.keys()].indexOf(name)}`;
          const made = await judge({ content, form, place }, state);
          if (made === "refused") continue;
          if (!recordJudgement({ mismatches: made.wrong ? [made.wrong] : [] }, state)) return;
        }
      }
    },
  };
}

function formOf(which: (typeof WHICH)[number], state: CaseState): BytesInForms {
  const { bytesInForms: declared = "base64-form" } = serviceOf(state);
  if (which === "the declared form") return declared;
  return declared === "multipart" ? "base64-form" : "multipart";
}

/** Whether a server has that form at all. */
async function brings(
  form: BytesInForms,
  judge: Carrier["judge"],
  state: CaseState,
): Promise<boolean> {
  const made = await judge({ content: PLAIN, form, place: `${form}.plain` }, state);
  return made !== "refused" && made.wrong === undefined;
}

/** Sends a call with its bytes in that form; undefined where no answer comes. */
export async function sendInForm(
  step: CallValues,
  form: BytesInForms,
  state: CaseState,
): Promise<Answer | undefined> {
  const { call, credential } = await buildPlain(step, firstBinding(state.bindings), state);
  const request = encode(call, { ...serviceOf(state), bytesInForms: form });
  const answer = await answerOrNone(() => sendMessage(request, { step, call, credential }, state));
  return "none" in answer ? undefined : answer;
}
