import fc from "fast-check";
import type { CaseState } from "../../run/case/case-state.ts";
import type { Property } from "../../run/case/property.ts";
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
const BEAT_EVERY = 6;

/**
 * The property that a judge finds nothing wrong with what attacks on the rule's operation come to. One
 * case goes through all attacks that its binding has.
 */
export function attacksProperty(
  about: Pick<Property, "name" | "title">,
  attacks: readonly Attack[],
  judge: AttackJudge,
): Property {
  const byName = new Map(attacks.map((attack) => [attack.name, attack]));
  return {
    ...about,
    needs: [],
    effect: "creates",
    inputs: () => fc.record({ attacks: everyOne([...byName.keys()]) }),
    run: async ({ attacks: names }, state) => {
      const binding = state.bindings[0] ?? "get";
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
  const { call, credential } = await buildPlain(step, state.bindings[0] ?? "get", state);
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
