import { describe, expect, test } from "vitest";
import type { Changed, Choice } from "../../src/watch/round.ts";
import {
  begin,
  react,
  type Step,
  type WatchEvent,
  type WatchState,
} from "../../src/watch/watch-state.ts";

/** What happens, one after the other: the last state, and all that was to be done. */
function play(...events: readonly WatchEvent[]): {
  readonly state: WatchState;
  readonly actions: readonly NonNullable<Step["action"]>[];
} {
  let step = begin();
  const actions = [step.action];
  for (const event of events) {
    step = react(step.state, event);
    actions.push(step.action);
  }
  return { state: step.state, actions: actions.flatMap((action) => action ?? []) };
}

const judged: WatchEvent = { type: "judged" };
const key = (name: string): WatchEvent => ({ type: "key", key: { name, text: name } });
const keys = (text: string): readonly WatchEvent[] => [...text].map(key);
const enter: WatchEvent = { type: "key", key: { name: "return", text: "\r" } };
const ctrlC: WatchEvent = { type: "key", key: { name: "c", ctrl: true, text: "\u0003" } };
const changed = (what: Changed, ...files: readonly string[]): WatchEvent => ({
  type: "changed",
  what: [what],
  files,
});
const round = (of: {
  readonly choice?: Choice;
  readonly anew?: readonly Changed[];
  readonly because?: readonly string[];
  readonly isOnlyFailed?: boolean;
}) => ({
  do: "judge",
  round: { choice: {}, anew: [], because: [], isOnlyFailed: false, ...of },
});

describe("a watch", () => {
  test("judges everything when it begins", () => {
    expect(play()).toMatchObject({ state: { phase: "running" }, actions: [round({})] });
  });

  test("waits once all is judged", () => {
    expect(play(judged).state).toMatchObject({ phase: "idle" });
  });

  test("starts the server anew, and judges, when one of its files changes", () => {
    const { actions } = play(judged, changed("server", "a.py"));
    expect(actions.at(-1)).toEqual(round({ anew: ["server"], because: ["a.py"] }));
  });

  test("gives up what is under way for a change, and judges only when that has ended", () => {
    const { actions, state } = play(changed("rules", "a.yaml"));
    expect(actions).toEqual([round({}), { do: "abort" }]);
    expect(state).toMatchObject({ phase: "running" });
    const next = react(state, judged);
    expect(next.action).toEqual(round({ anew: ["rules"], because: ["a.yaml"] }));
  });

  test("forgets none of several changes that come while a round is given up", () => {
    const { actions } = play(changed("server", "a.py"), changed("rules", "b.yaml"), judged);
    expect(actions).toEqual([
      round({}),
      { do: "abort" },
      round({ anew: ["rules", "server"], because: ["a.py", "b.yaml"] }),
    ]);
  });

  test("judges by f what failed, and after a change everything again", () => {
    const { actions } = play(judged, key("f"), judged, changed("rules", "b.yaml"));
    expect(actions.slice(1)).toEqual([
      round({ isOnlyFailed: true }),
      round({ anew: ["rules"], because: ["b.yaml"] }),
    ]);
  });

  test.each<[string, keyof Choice]>([
    ["p", "rule"],
    ["o", "operation"],
  ])("asks by %s for a %s, which stays chosen until a", (name, of) => {
    const asked = [judged, key(name), ...keys("twixx")];
    const backspace = key("backspace");
    const writing = play(...asked, backspace, backspace);
    expect(writing.state).toMatchObject({ phase: "idle", prompt: { of, text: "twi" } });
    const chosen = [...asked, backspace, backspace, ...keys("ce"), enter];
    const choice = { [of]: "twice" };
    expect(play(...chosen).actions.at(-1)).toEqual(round({ choice }));
    expect(play(...chosen).state).not.toHaveProperty("prompt");
    const later = play(...chosen, judged, changed("server", "a.py"));
    expect(later.actions.at(-1)).toMatchObject({ round: { choice } });
    const all = play(...chosen, judged, key("a"));
    expect(all.actions.at(-1)).toEqual(round({}));
  });

  test("takes letters of a prompt for no keys, and forgets them by escape", () => {
    const { state, actions } = play(judged, key("p"), ...keys("qfa"), key("escape"));
    expect(actions).toHaveLength(1);
    expect(state).toMatchObject({ phase: "idle", choice: {} });
    expect(state).not.toHaveProperty("prompt");
  });

  test("keeps what somebody is writing while it judges because of a change", () => {
    const { state } = play(judged, key("p"), ...keys("tw"), changed("server", "a.py"));
    expect(state).toMatchObject({ phase: "running", prompt: { text: "tw" } });
  });

  test("judges the same again by enter, on a server that is started anew", () => {
    const { actions } = play(judged, key("f"), judged, enter);
    expect(actions.at(-1)).toEqual(round({ isOnlyFailed: true, anew: ["server"] }));
  });

  test.each<[string, WatchEvent, number]>([
    ["q", key("q"), 0],
    ["Ctrl-C", ctrlC, 130],
    ["a signal", { type: "interrupted" }, 130],
  ])("ends by %s at once while it waits", (_, event, code) => {
    expect(play(judged, event).actions.at(-1)).toEqual({ do: "end", code });
  });

  test("ends only when what was under way is cleaned up, whatever happens meanwhile", () => {
    const ending = play(ctrlC, changed("server", "a.py"), key("a"), key("q"));
    expect(ending.actions).toEqual([round({}), { do: "abort" }]);
    expect(react(ending.state, judged)).toEqual({
      state: { phase: "ended", code: 130 },
      action: { do: "end", code: 130 },
    });
  });

  test("ends by Ctrl-C also while somebody writes", () => {
    expect(play(judged, key("p"), ctrlC).actions.at(-1)).toEqual({ do: "end", code: 130 });
  });

  test("does nothing by other keys", () => {
    const { actions } = play(judged, key("x"), key("up"), { type: "key", key: { text: "%" } });
    expect(actions).toHaveLength(1);
  });
});
