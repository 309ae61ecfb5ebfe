import type { Answer } from "../../judge/answer/answer.ts";
import type { Binding } from "../../model/binding.ts";
import type { Operation } from "../../model/operation.ts";
import type { CallStep } from "../../model/rule.ts";
import type { JsonValue } from "../../model/value.ts";

const BAD_REQUEST = 400;

type Values = Readonly<Record<string, JsonValue>>;
type Given = Partial<Pick<CallStep, "with" | "without">>;

/**
 * Which defaults of parameters a server takes, as far as it was found out: what one edition of the
 * documents has a client send, a server of another may answer as if it were missing.
 */
export interface OtherDefaults {
  /**
   * What to add to a call, one after the other, until it is not answered as if a parameter were missing;
   * `{}` is the call as it is. Once it is known what the server takes over that binding, that alone.
   */
  of(operation: Operation, over: Binding, given: Given): readonly Values[];
  /** Keeps what was added to a call that was accepted: a form may ask for more than an envelope. */
  learn(operation: Operation, over: Binding, added: Values): void;
}

export function createOtherDefaults(): OtherDefaults {
  const known = new Map<string, Values>();
  return {
    of(operation, over, { with: values = {}, without = [] }) {
      const open = operation.parameters.find(
        ({ name, orElse }) => orElse && !Object.hasOwn(values, name) && !without.includes(name),
      );
      if (!open) return ALONE;
      const learnt = known.get(keyOf(operation, over));
      if (learnt) return [learnt];
      return [...ALONE, ...(open.orElse ?? []).map((value) => ({ [open.name]: value }))];
    },
    learn: (operation, over, added) => void known.set(keyOf(operation, over), added),
  };
}

function keyOf({ service, name }: Operation, over: Binding): string {
  return `${service} ${name} ${over}`;
}

const ALONE: readonly Values[] = [{}];

/** Whether a call was refused before its operation saw it, as where a parameter is missing. */
export function isBadRequest(answer: Answer): boolean {
  return answer.kind === "refusal" && answer.status === BAD_REQUEST;
}
