import {
  type AnyCall,
  type AnyOutcome,
  explained,
  type Forbidden,
  type SequentialSpec,
} from "../../../src/properties/sequential/spec.ts";

export interface LockCall extends AnyCall {
  readonly call: "take" | "give";
  readonly of: string;
}

/** Taking a lock succeeds once, giving it back always: it sees every difference of order. */
export const LOCK: SequentialSpec<"free" | "taken", LockCall, AnyOutcome> = {
  start: () => "free",
  step: (state, { call, of }, { kind }) => {
    if (call === "give") {
      return kind === "accepted" ? explained(["free"], ["L-3"]) : wrong("L-3", "accepted", kind);
    }
    if (state === "free") {
      return kind === "accepted" ? explained(["taken"], ["L-1"]) : wrong("L-1", "accepted", kind);
    }
    return kind === "refused" ? explained([state], ["L-2"]) : wrong("L-2", "refused", kind);

    function wrong(id: string, right: string, got: string): Forbidden {
      const expected = `${call} of ${of} to be ${right}`;
      return { forbids: [id], expected: right, actual: got, kind: { expected, got } };
    }
  },
};

export const take: LockCall = { call: "take", of: "a" };
export const give: LockCall = { call: "give", of: "a" };
export const ACCEPTED: AnyOutcome = { kind: "accepted" };
export const REFUSED: AnyOutcome = { kind: "refused" };
