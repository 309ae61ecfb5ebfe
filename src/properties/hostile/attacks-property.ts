import fc from "fast-check";
import { firstBinding } from "../../model/binding.ts";
import type { CaseState } from "../../run/case/case-state.ts";
import type { Demand, Property } from "../../run/case/property.ts";
import { recordJudgement } from "../../run/case/record-judgement.ts";
import { buildPlain } from "../relation/build-plain.ts";
import { everyOne } from "../relation/every-one.ts";
import { samplesOf } from "../relation/samples-of.ts";
import { sendMessage } from "../relation/send-message.ts";
import { serviceOf } from "../relation/service-of.ts";
import type { Attack } from "./attack.ts";
import { type Canary, withCanary } from "./canary.ts";
import { type Heartbeat, takePulse } from "./heartbeat.ts";
import type { AttackJudge } from "./judge.ts";

/** Attacks between two ordinary calls; what fails shrinks to one attack with a call behind it. */
export const BEAT_EVERY = 6;

/** What is said of a property of attacks. */
export interface AboutAttacks extends Pick<Property, "name" | "title"> {
  /** What the attacks are, before their names. */
  readonly attacks: string;
}

/** What looks at the attacks, and what it is said to do. */
export interface Judging {
  readonly judge: AttackJudge;
  /** What it sends itself. */
  readonly sends: readonly string[];
  readonly demands: readonly Demand[];
}

/**
 * The property that a judge finds nothing wrong with what attacks on the rule's operation come to. One
 * case goes through all attacks that its binding has.
 */
export function attacksProperty(
  { attacks: kind, ...about }: AboutAttacks,
  attacks: readonly Attack[],
  { judge, sends, demands }: Judging,
): Property {
  const byName = new Map(attacks.map((attack) => [attack.name, attack]));
  return {
    ...about,
    explanation: {
      generates: [
        `all of these ${kind} that the binding can carry, in one case: ${namesOf(attacks)}`,
        "a failing case shrinks to a single one",
      ],
      sends: [
        "ordinary calls of the operation, whose outcome the documents state: the accepted and the refused ones, and three more to learn how long a call takes",
        "the ordinary accepted call with one attack in it, for one attack after the other",
        ...sends,
      ],
      demands,
    },
    needs: [],
    effect: "creates",
    samples: true,
    inputs: () => fc.record({ attacks: everyOne([...byName.keys()]) }),
    run: async ({ attacks: names }, state) => {
      const binding = firstBinding(state.bindings);
      const wanted = (Array.isArray(names) ? names : [])
        .flatMap((name) => byName.get(String(name)) ?? [])
        .filter(({ bindings }) => bindings.includes(binding));
      if (wanted.length === 0) return;
      const pulse = await takePulse(binding, state);
      await withCanary(state, async (canary) => {
        for (const [index, attack] of wanted.entries()) {
          const isDue = index === wanted.length - 1 || index % BEAT_EVERY === 0;
          await attackOnce(attack, { pulse, canary, judge, isDue }, state);
          if (state.mismatches.length > 0) return;
        }
      });
    },
  };
}

/** Without the parameter that an attack is sent in, where all of a kind are sent in several. */
function namesOf(attacks: readonly Attack[]): string {
  const names = attacks.map(({ name, text }) => text ?? name);
  return [...new Set(names)].join("; ");
}

interface Around {
  readonly pulse: Heartbeat;
  readonly canary: Canary | undefined;
  readonly judge: AttackJudge;
  readonly isDue: boolean;
}

async function attackOnce(
  attack: Attack,
  { pulse, canary, judge, isDue }: Around,
  state: CaseState,
): Promise<void> {
  const [{ call: step }] = samplesOf(state).calls;
  const { call, credential } = await buildPlain(step, firstBinding(state.bindings), state);
  const message = attack.message(call, serviceOf(state), canary);
  if (!message) return;
  let at = 0;
  const send = async () => {
    const outcome = await sendMessage(message, { step, call, credential }, state);
    at = state.trace.length;
    return outcome;
  };
  const mismatches = await judge({
    attack,
    request: "pieces" in message ? message.shown : message,
    send,
    pulse,
    isDue,
    canary,
    secrets: state.open.secrets,
  });
  recordJudgement({ mismatches, step: at }, state);
}
