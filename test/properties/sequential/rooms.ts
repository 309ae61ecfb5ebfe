import type { PlayEvent } from "../../../src/properties/sequential/event.ts";
import {
  type AnyCall,
  type AnyOutcome,
  explained,
  isForbidden,
  type SequentialSpec,
} from "../../../src/properties/sequential/spec.ts";
import { event } from "./event.ts";
import { ACCEPTED, REFUSED } from "./lock.ts";

export interface RoomCall extends AnyCall {
  readonly call: "take" | "give" | "clear";
}

export interface Room {
  readonly name: string;
  readonly taken: boolean;
}

/** Rooms that are taken once until they are given back; `clear` names none and gives back all. */
export const ROOMS: SequentialSpec<Room, RoomCall, AnyOutcome> = {
  start: (name) => ({ name, taken: false }),
  apart: true,
  step: (state, { call, of }, { kind }) => {
    if (call === "clear") return kind === "accepted" ? free(state) : wrong("accepted", kind);
    if (of !== state.name) return explained([state]);
    const right = call === "take" ? !state.taken : state.taken;
    if (kind !== (right ? "accepted" : "refused")) {
      return wrong(right ? "accepted" : "refused", kind);
    }
    return explained([{ ...state, taken: call === "take" }]);
  },
};

function free(state: Room) {
  return explained([{ ...state, taken: false }]);
}

function wrong(expected: string, actual: string) {
  return { forbids: ["R-1"], expected, actual, kind: { expected, got: actual } };
}

/** A call as it was made: at one moment between its beginning and its end the server did it. */
export interface MadeUp {
  readonly call: RoomCall["call"];
  readonly of?: string;
  readonly began: number;
  readonly length: number;
  /** Which moment, from 0 to 1. */
  readonly at: number;
}

export type RoomEvent = PlayEvent<RoomCall, AnyOutcome>;

/** The history of a server that is right: it does one call after the other, each at its moment. */
export function rightHistory(calls: readonly MadeUp[]): readonly RoomEvent[] {
  const rooms = new Map<string, Room>();
  const momentOf = ({ began, length, at }: MadeUp): number => began + length * at;
  return calls
    .toSorted((a, b) => momentOf(a) - momentOf(b))
    .map(({ call: name, of, began, length }) => {
      const call: RoomCall = of === undefined ? { call: name } : { call: name, of };
      const names = of === undefined ? [...rooms.keys()] : [of];
      let outcome = ACCEPTED;
      for (const room of names) {
        const state = rooms.get(room) ?? ROOMS.start(room);
        let step = ROOMS.step(state, call, ACCEPTED, false);
        if (isForbidden(step)) {
          outcome = REFUSED;
          step = ROOMS.step(state, call, REFUSED, false);
        }
        if (!isForbidden(step)) rooms.set(room, step.states[0] ?? state);
      }
      return event(call, outcome, [began, began + length]);
    });
}
