import type { Answer } from "../../judge/answer/answer.ts";
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
   * `{}` is the call as it is. Once it is known what the server takes, that alone.
   */
  of(operation: Operation, given: Given): readonly Values[];
  /** Keeps what was added to a call whose answer is not that of a missing parameter. */
  learn(operation: Operation, added: Values): void;
}

export function createOtherDefaults(): OtherDefaults {
  const known = new Map<string, Values>();
  return {
    of(operation, { with: values = {}, without = [] }) {
      const open = operation.parameters.find(
        ({ name, orElse }) => orElse && !Object.hasOwn(values, name) && !without.includes(name),
      );
      if (!open) return ALONE;
      const learnt = known.get(operation.name);
      if (learnt) return [learnt];
      return [...ALONE, ...(open.orElse ?? []).map((value) => ({ [open.name]: value }))];
    },
    learn: (operation, added) => void known.set(operation.name, added),
  };
}

const ALONE: readonly Values[] = [{}];

/** Whether a call was refused before its operation saw it, as where a parameter is missing. */
export function isBadRequest(answer: Answer): boolean {
  return answer.kind === "refusal" && answer.status === BAD_REQUEST;
}
