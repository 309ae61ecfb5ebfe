import fc from "fast-check";
import type { Binding } from "../../../../model/binding.ts";
import type { Place, Way } from "../../../../model/service.ts";
import { placeOf } from "../../../../properties/places/place-of.ts";
import { type CaseState, StopCase } from "../../../../run/case/case-state.ts";
import type { Property } from "../../../../run/case/property.ts";
import { recordJudgement } from "../../../../run/case/record-judgement.ts";
import { isInOrder, type Played, wrongAmong } from "./judge-versions.ts";
import type { Spot } from "./spot.ts";
import { contentsOf, type How, type Read, readAt, type Write, writeAll } from "./write-and-read.ts";

/** Writes that are sent together. */
const TOGETHER = 3;
/** By one way, by another, by all of them; and all of them where nothing is yet. */
const ROUNDS = 4;

/**
 * What is written to one path at once has to be put in some order; whoever looks first and acts later loses what
 * came between, and with it versions that were there. Which versions a server keeps, and under which numbers,
 * the same writes say one after the other.
 */
export const versionsAtOnce: Property = {
  name: "versions-at-once",
  title: "Of what is written at once to one path one is the latest, and every version stays whole.",
  explanation: {
    generates: ["nothing: there is one case"],
    sends: [
      `to a new path a first write, and ${TOGETHER} others one after the other; then all ways to read it, and its first versions by number`,
      `to another path the same, the ${TOGETHER} others all at once`,
      "that by each way to write a path, by several ways together, and without the first write",
    ],
    demands: [
      { text: "the latest is what one of those wrote that were accepted" },
      { text: "a number gives what one of them wrote, or the first, and no two of them the same" },
      {
        text: "the first version gives what it gave before, where it does so when the others come one after the other",
      },
    ],
  },
  needs: ["writable-folder", "DownloadDocument"],
  effect: "creates",
  places: true,
  confirm: { tries: 3, needed: 1 },
  inputs: () => fc.record({}),
  run: async (_, state) => {
    if (state.open.target.limits.concurrency < 2) {
      throw new StopCase("unavailable", "the target's limits allow one request at a time");
    }
    const place = placeOf(state);
    if (place.writes.length === 0 || place.reads.length === 0) {
      throw new StopCase("unavailable", "the target offers no way to write a place and read it");
    }
    for (let round = 0; round < ROUNDS; round++) {
      if (!(await judgeRound(roundOf(round, place, state), state))) return;
    }
  },
};

interface Round {
  readonly place: Place;
  readonly number: number;
  readonly over: Binding;
  /** What is there before, if anything; and who writes at once. */
  readonly first: Way | undefined;
  readonly together: readonly Way[];
}

function roundOf(number: number, place: Place, { bindings }: CaseState): Round {
  const { writes } = place;
  const way = (index: number) => writes.slice(index % writes.length)[0] as Way;
  const all = Array.from({ length: TOGETHER }, (_, index) => way(number < 2 ? number : index));
  const over = bindings[number % bindings.length] ?? "post";
  return { place, number, over, first: number < ROUNDS - 1 ? way(0) : undefined, together: all };
}

/** True when nothing is wrong. */
async function judgeRound(round: Round, state: CaseState): Promise<boolean> {
  const ordered = await play(round, "one by one", "o", state);
  if (!isInOrder(ordered)) {
    throw new StopCase("undecided", "one after the other the same writes are not what they wrote");
  }
  const played = await play(round, "at once", "a", state);
  const wrong = wrongAmong(played, ordered);
  // What is kept may have become less meanwhile.
  const isLost = wrong?.isLost === true;
  const again = isLost ? await play(round, "one by one", "p", state) : ordered;
  const mismatch = isLost ? wrongAmong(played, again) : wrong;
  const statements = [...new Set(round.together.flatMap((way) => way.statements))];
  return recordJudgement(
    mismatch ? { ...mismatch, mismatches: [mismatch] } : { statements, mismatches: [] },
    state,
  );
}

async function play(
  { place, number, over, first, together }: Round,
  how: How,
  mark: string,
  state: CaseState,
): Promise<Played> {
  const spot: Spot = { name: `-${mark}${number}.txt` };
  const at = (index: number): number =>
    MARKS.indexOf(mark) * EACH + number * (TOGETHER + 1) + index;
  const write = (way: Way, index: number): Write => {
    return { way, spot, content: contentsOf(at(index)), number: at(index) };
  };
  const { reads, versions } = place;
  const version = async (index: number): Promise<Read | undefined> => {
    if (!versions) return undefined;
    state.scope.set("version", versions.numbers.first + index * versions.numbers.step);
    return readAt(versions, spot, over, state);
  };
  const opening = first ? [write(first, 0)] : [];
  const [opened] = await writeAll(opening, "one by one", over, state);
  if (first && opened !== "accepted") {
    throw new StopCase("undecided", `a first ${first.name} was not accepted`);
  }
  const before = first ? await version(0) : undefined;
  const writes = together.map((way, index) => write(way, index + 1));
  const written = await writeAll(writes, how, over, state);
  const latest = [];
  for (const way of reads) latest.push({ way, outcome: await readAt(way, spot, over, state) });
  const numbers: Read[] = [];
  for (let index = 0; index <= TOGETHER; index++) {
    const outcome = await version(index);
    if (outcome) numbers.push(outcome);
  }
  const wrote = writes.map(({ content, way }, index) => {
    return { content, statements: way.statements, written: written[index] ?? ("unknown" as const) };
  });
  return {
    first: opening[0]?.content,
    wrote,
    latest,
    before,
    numbers,
    statements: versions?.statements ?? [],
  };
}

const MARKS = ["o", "a", "p"];
/** Contents of all rounds together. */
const EACH = ROUNDS * (TOGETHER + 1);
