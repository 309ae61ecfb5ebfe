import { firstBinding } from "../model/binding.ts";
import { callOnce } from "../run/case/call-once.ts";
import type { CaseState } from "../run/case/case-state.ts";
import type { Property } from "../run/case/property.ts";
import { recordJudgement } from "../run/case/record-judgement.ts";
import { obtainablePrincipals } from "../run/target/obtainable-principals.ts";
import { attacksProperty } from "./hostile/attacks-property.ts";
import { HEADER_ATTACKS } from "./hostile/header-attacks.ts";
import { SILENCE } from "./hostile/judge-silence.ts";
import { revealed } from "./hostile/revealed.ts";
import { KINDS, VALUE_ATTACKS } from "./hostile/value-attacks.ts";
import { XML_ATTACKS } from "./hostile/xml-attacks.ts";
import { samplesOf } from "./relation/samples-of.ts";
import { prepareSample } from "./relation/send-sample.ts";

const attacks = attacksProperty(
  {
    name: "hostile-reveal",
    title:
      "No answer to hostile input, or to a ticket that ended, shows a stack, a path of the server, a ticket or a password.",
    attacks: `hostile texts as the value of a parameter of type ${KINDS.join(", ")} or in headers of REST, and hostile XML messages`,
  },
  [...VALUE_ATTACKS, ...HEADER_ATTACKS, ...XML_ATTACKS].filter(({ heavy }) => !heavy),
  SILENCE,
);

export const hostileReveal: Property = {
  ...attacks,
  explanation: {
    ...attacks.explanation,
    sends: [
      ...attacks.explanation.sends,
      "the ordinary call with a ticket of a session that has ended, where the target has one",
    ],
  },
  run: async (inputs, state) => {
    await attacks.run(inputs, state);
    if (state.mismatches.length === 0) await refuseEndedTicket(state);
  },
};

/** A ticket that once worked is as much a secret as one that does: who refuses it need not repeat it. */
async function refuseEndedTicket(state: CaseState): Promise<void> {
  const { open, rule, bindings, trace } = state;
  const obtainable = await obtainablePrincipals(open, rule.service);
  if (!obtainable.includes("ended")) return;
  const binding = firstBinding(bindings);
  const [accepted] = samplesOf(state).calls;
  await prepareSample(accepted, binding, state);
  await callOnce({ ...accepted.call, as: "ended" }, binding, state);
  const { sent } = trace.at(-1) ?? {};
  if (sent?.reply.kind !== "response") return;
  const what = revealed(sent.reply, sent.request, open.secrets);
  const expected = "an answer that reveals nothing of the server (a ticket that ended)";
  const mismatches = what === undefined ? [] : [{ expected, actual: `the answer shows ${what}` }];
  recordJudgement({ mismatches }, state);
}
