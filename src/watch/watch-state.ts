import { EXIT } from "../judge/report/exit-code.ts";
import { isInterrupt, type Key, typed } from "./key.ts";
import { both, type Changed, type Choice, type Round } from "./round.ts";

/** A line that somebody is writing: which rules, or which operation. */
export interface Prompt {
  readonly of: keyof Choice;
  readonly text: string;
}

/** Where a watch is. Plain data: what happens is told to {@link react}. */
export type WatchState = Idle | Running | Quitting | Ended;

interface Watching {
  readonly choice: Choice;
  readonly prompt?: Prompt;
  /** The one under way, or the last one. */
  readonly round: Round;
}
/** Waits for a change or a key. */
interface Idle extends Watching {
  readonly phase: "idle";
  readonly next?: never;
}
interface Running extends Watching {
  readonly phase: "running";
  /** Judged as soon as the one under way has been given up. */
  readonly next?: Round;
}
/** Waits for the end of the round that was under way. */
interface Quitting {
  readonly phase: "quitting";
  readonly code: number;
}
interface Ended {
  readonly phase: "ended";
  readonly code: number;
}

export type WatchEvent =
  | { readonly type: "key"; readonly key: Key }
  | {
      readonly type: "changed";
      readonly what: readonly Changed[];
      readonly files: readonly string[];
    }
  /** The round that was asked for has ended, or was given up; all of it is cleaned up. */
  | { readonly type: "judged" }
  /** A signal to the process. */
  | { readonly type: "interrupted" };

/** What is to be done; whatever it is, it is told when it is over by an event, but for the end. */
export type WatchAction =
  | { readonly do: "judge"; readonly round: Round }
  /** Give up the round under way. */
  | { readonly do: "abort" }
  | { readonly do: "end"; readonly code: number };

export interface Step {
  readonly state: WatchState;
  readonly action?: WatchAction;
}

/** Everything is judged once. */
export function begin(): Step {
  return start({ choice: {}, isOnlyFailed: false, anew: [], because: [] });
}

/** What a watch does next. Pure: the same state and event give the same step. */
export function react(state: WatchState, event: WatchEvent): Step {
  if (state.phase === "ended") return { state };
  if (event.type === "judged") return judged(state);
  if (state.phase === "quitting") return { state };
  switch (event.type) {
    case "interrupted":
      return quit(state, EXIT.interrupted);
    case "changed":
      return judge(state, {
        choice: state.choice,
        isOnlyFailed: false,
        anew: event.what,
        because: event.files,
      });
    case "key":
      return pressed(state, event.key);
    default:
      return event satisfies never;
  }
}

function judged(state: WatchState): Step {
  switch (state.phase) {
    case "quitting":
      return end(state.code);
    case "running": {
      const { next, ...others } = state;
      return next ? start(next, state.prompt) : { state: { ...others, phase: "idle" } };
    }
    case "idle":
    case "ended":
      return { state };
    default:
      return state satisfies never;
  }
}

function pressed(state: Idle | Running, key: Key): Step {
  if (isInterrupt(key)) return quit(state, EXIT.interrupted);
  if (state.prompt) return written(state, state.prompt, key);
  const { choice } = state;
  const asked = { isOnlyFailed: false, anew: [], because: [] };
  switch (key.name) {
    case "a":
      return judge(state, { ...asked, choice: {} });
    case "f":
      return judge(state, { ...asked, choice, isOnlyFailed: true });
    case "p":
      return { state: { ...state, prompt: { of: "rule", text: "" } } };
    case "o":
      return { state: { ...state, prompt: { of: "operation", text: "" } } };
    case "return":
    case "enter":
      // Somebody who asks for the same again does not trust what is there.
      return judge(state, { ...state.round, choice, anew: ["server"], because: [] });
    case "q":
      return quit(state, EXIT.conforms);
    default:
      return { state };
  }
}

function written(state: Idle | Running, prompt: Prompt, key: Key): Step {
  const { prompt: _, ...closed } = state;
  const put = (text: string): Step => ({ state: { ...state, prompt: { ...prompt, text } } });
  switch (key.name) {
    case "return":
    case "enter": {
      const text = prompt.text.trim();
      // One at a time, as it is shown; nothing stands for everything.
      const choice: Choice = text === "" ? {} : { [prompt.of]: text };
      return judge(closed, { choice, isOnlyFailed: false, anew: [], because: [] });
    }
    case "escape":
      return { state: closed };
    case "backspace":
      return put([...prompt.text].slice(0, -1).join(""));
    default:
      return put(prompt.text + typed(key));
  }
}

/** A round that comes while another is under way takes its place. */
function judge(state: Idle | Running, round: Round): Step {
  if (state.phase === "idle") return start(round, state.prompt);
  const next = state.next ? both(state.next, round) : round;
  const waiting: Running = { ...state, choice: round.choice, next };
  // The one under way has been told to end already.
  return state.next ? { state: waiting } : { state: waiting, action: { do: "abort" } };
}

function start(round: Round, prompt?: Prompt): Step {
  const { choice } = round;
  const state: Running = { phase: "running", choice, round, ...(prompt ? { prompt } : {}) };
  return { state, action: { do: "judge", round } };
}

function quit(state: Idle | Running, code: number): Step {
  if (state.phase === "idle") return end(code);
  const quitting: Quitting = { phase: "quitting", code };
  return state.next ? { state: quitting } : { state: quitting, action: { do: "abort" } };
}

function end(code: number): Step {
  return { state: { phase: "ended", code }, action: { do: "end", code } };
}
