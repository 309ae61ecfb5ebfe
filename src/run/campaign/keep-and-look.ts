import { setTimeout as sleep } from "node:timers/promises";
import type { Soak, VanishedThing } from "../../model/soak.ts";
import { propertyOf } from "../case/case-body.ts";
import { StopCase } from "../case/case-state.ts";
import { runCase } from "../case/run-case.ts";
import type { Vocabulary } from "../case/vocabulary.ts";
import { firstLacking, whyNotApplicable } from "../target/applicability.ts";
import type { OpenTarget } from "../target/open-target.ts";
import { SetUpError } from "../target/sessions.ts";
import type { FuzzUnit } from "./fuzz.ts";

/** Things that wait to be looked at. */
const KEPT = 12;
/** No case of a unit has this number. */
const INDEX = -1_000_000;

/**
 * Makes things and leaves them alone: after each part of a soak one is looked at, and another made in its
 * place, so that they are looked at younger and older ones; in the end all are. A look without an answer, or
 * for which the credential was refused, says nothing.
 *
 * @param over ends it
 */
export async function keepAndLook(options: {
  readonly open: OpenTarget;
  readonly units: readonly Pick<FuzzUnit, "rule" | "bindings">[];
  readonly vocabulary: Vocabulary;
  readonly partMs: number;
  readonly over: AbortSignal;
}): Promise<Pick<Soak, "looked" | "vanished">> {
  const { open, units, vocabulary, partMs, over } = options;
  const unit = units.find(({ rule, bindings }) => {
    const property = propertyOf(rule, vocabulary);
    if (!property?.lasting || whyNotApplicable(rule, open, bindings) !== undefined) return false;
    return !firstLacking(property.needs, rule.service, open);
  });
  const lasting = unit && propertyOf(unit.rule, vocabulary)?.lasting;
  const found = { looked: 0, vanished: [] as VanishedThing[] };
  if (!unit || !lasting) return found;
  await runCase({
    ...{ open, rule: unit.rule, bindings: unit.bindings, inputs: {}, index: INDEX },
    body: async (state) => {
      const { make, look } = await lasting(state);
      const kept: { readonly name: string; readonly at: number }[] = [];
      let made = 0;
      const add = async (): Promise<void> => {
        const name = `h${made++}`;
        if ((await unlessSilent(() => make(name))) === true) {
          kept.push({ name, at: performance.now() });
        }
      };
      const lookAtOldest = async (): Promise<void> => {
        const thing = kept.shift();
        const seen = thing && (await unlessSilent(() => look(thing.name)));
        if (!seen) return;
        found.looked++;
        if (seen.there) return;
        const ageMs = Math.round(performance.now() - thing.at);
        found.vanished.push({ what: seen.what, ageMs, answer: open.secrets.redact(seen.answer) });
      };
      for (let left = KEPT; left > 0 && !over.aborted; left--) await add();
      while (!over.aborted) {
        await sleep(partMs, undefined, { signal: over }).catch(() => undefined);
        if (over.aborted) break;
        await lookAtOldest();
        await add();
      }
      while (kept.length > 0) await lookAtOldest();
    },
  });
  return found;
}

async function unlessSilent<T>(act: () => Promise<T>): Promise<T | undefined> {
  try {
    return await act();
  } catch (error) {
    if (error instanceof StopCase || error instanceof SetUpError) return undefined;
    throw error;
  }
}
