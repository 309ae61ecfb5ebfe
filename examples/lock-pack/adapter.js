// What data cannot say of locks: their state machine, and how its calls are chosen and made.

/** free ── take: accepted ──▶ taken ── give ──▶ free; take: refused, while it is taken. */
const lockSpec = (explained) => ({
  start: () => "free",
  step: (state, { call, of }, { kind, words }) => {
    const right = (call === "take") === (state === "taken") ? "refused" : "accepted";
    const breaks = right === "refused" && call === "take" ? ["LK-02"] : ["LK-01"];
    if (kind === right) {
      return explained([kind === "refused" ? state : call === "take" ? "taken" : "free"], breaks);
    }
    return {
      forbids: breaks,
      expected: `${right}, because ${of} is ${state}`,
      actual: words,
      kind: { expected: `${call} of a lock that is ${state} to be ${right}`, got: kind },
    };
  },
});

const describe = ({ call, of }) => `${call} ${of}`;
const planned = (call) => ({ call: { call, of: "l0" }, over: "own" });

export const properties = (assay) => {
  const { callOnce, describeAnswer, explained, fc, isAccepted, raceProperty, sequence } = assay;
  const spec = lockSpec(explained);
  const enter = (state) => ({
    spec,
    make: async ({ call, over }) => {
      const operation = call.call === "take" ? "Take" : "Give";
      const values = { call: operation, with: { id: { join: ["$unissued", "-", call.of] } } };
      const answer = await callOnce(values, assay.bindingOf(over, state), state);
      const kind = isAccepted(answer) ? "accepted" : "refused";
      return { outcome: { kind, words: describeAnswer(answer) }, step: state.trace.length };
    },
  });
  return [
    assay.sequenceProperty({
      name: "lock-model",
      title: "Taking and giving a lock in any order.",
      explanation: {
        generates: ["up to 8 calls: Take, Give"],
        sends: ["Take, which has to be accepted", "the calls", "Take twice"],
        demands: [{ text: "a lock that is taken is refused", statements: ["LK-02"] }],
      },
      needs: ["Give"],
      inputs: () => fc.record({ calls: sequence(fc.constantFrom("take", "give"), 8) }),
      enter,
      opening: planned("take"),
      calls: function* ({ calls }, course) {
        for (const call of calls) yield planned(call);
        yield planned("take");
        if (course.refusals === 0) yield planned("take");
      },
      describe,
    }),
    raceProperty({
      name: "lock-race",
      title: "Two who take a lock at once.",
      plays: { setUp: "nothing", atOnce: "Take, twice" },
      demands: [{ text: "one of them is refused" }],
      needs: ["Give"],
      plans: fc.constant({
        prefix: [],
        branches: [
          { after: 0, over: "own", calls: ["take"] },
          { after: 0, over: "own", calls: ["take"] },
        ],
        suffix: [],
      }),
      enter: async (state) => ({
        ...enter(state),
        begun: [],
        toCall: (call) => ({ call, of: "l0" }),
      }),
      expected: "one of them to be refused",
      describe,
    }),
  ];
};

export const generators = ({ fc }) => ({
  "lock.name": () => fc.string({ unit: fc.constantFrom("a", "b", "é", "/"), maxLength: 4 }),
});
