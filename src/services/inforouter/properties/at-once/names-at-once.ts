import fc from "fast-check";
import { isAccepted } from "../../../../judge/answer/answer.ts";
import { wrongBytes } from "../../../../judge/answer/tell-difference.ts";
import type { Place } from "../../../../model/service.ts";
import { offers } from "../../../../properties/offers.ts";
import { wordsOf } from "../../../../properties/places/call.ts";
import { placeOf } from "../../../../properties/places/place-of.ts";
import { callOnce } from "../../../../run/case/call-once.ts";
import { type CaseState, StopCase } from "../../../../run/case/case-state.ts";
import type { Property } from "../../../../run/case/property.ts";
import { recordJudgement } from "../../../../run/case/record-judgement.ts";
import { payloadOf } from "../../../../wire/encode/bytes.ts";
import { folderPath, type Spot } from "./spot.ts";
import {
  contentsOf,
  type How,
  type Read,
  readAt,
  type Write,
  type Written,
  writeAll,
} from "./write-and-read.ts";

/** Names that a careless server takes for one another. */
const ALIKE: readonly (readonly [name: string, other: string])[] = [
  ["rose.txt", "ROSE.txt"],
  ["rose.txt", "rose.TXT"],
  ["rose.txt", "rose"],
  ["rose.txt", "roses.txt"],
  ["rose.red.txt", "rose.white.txt"],
];

/** The first round has one way for all; in the others each pair has another. */
const ROUNDS = 2;
/** More than a round has. */
const MOST_WRITES = 20;
/** Added to the numbers of contents that are sent at once. */
const AT_ONCE = ROUNDS * MOST_WRITES;

/**
 * Names that differ in little are names of documents of their own on most servers, one after the other; who
 * keeps what is under way by less than the whole path mixes them up when they come at once, and only then.
 * Whether they are of their own is found out before, by the same ways.
 */
export const namesAtOnce: Property = {
  name: "names-at-once",
  title: "What is written at once under names that are alike is there, each under its own.",
  explanation: {
    generates: ["nothing: there is one case"],
    sends: [
      "pairs of documents, one after the other, by each way to write one: with names that differ in letter case, in that of the extension, in what follows, or behind the first dot; and of one name in two folders",
      "of the pairs of which both are there, the same under new names, all at once",
    ],
    demands: [{ text: "each of them that is accepted is there with its bytes" }],
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
    const folders = await twoFolders(state);
    let judged = 0;
    for (let round = 0; round < ROUNDS; round++) {
      const own = await playRound(place, round, pairsOf(round, "one by one", folders), state);
      const distinct = own.filter(isPairRight).map(([{ pair }]) => pair);
      const wanted = pairsOf(round, "at once", folders).filter(({ pair }) =>
        distinct.includes(pair),
      );
      const played = await playRound(place, round, wanted, state);
      for (const one of played.flat()) {
        if (one.written !== "accepted") continue;
        judged++;
        if (!judge(one, state)) return;
      }
    }
    if (judged === 0) throw new StopCase("undecided", "no two names are those of two documents");
  },
};

interface Pair {
  readonly pair: number;
  readonly how: How;
  readonly spots: readonly [Spot, Spot];
}

/** A write of a pair with what came of it. */
interface Played {
  readonly pair: number;
  readonly write: Write;
  readonly written: Written;
  readonly read: Read;
}

/** The pairs of a round, under names that no other has. */
function pairsOf(round: number, how: How, folders: readonly string[]): readonly Pair[] {
  const mark = how === "at once" ? "a" : "o";
  const alike = ALIKE.map((names, pair): Pair => {
    const [one, other] = names.map((name): Spot => ({ name: `-${mark}${round}${pair}-${name}` }));
    return { pair, how, spots: [one as Spot, other as Spot] };
  });
  const [first, second] = folders;
  if (first === undefined || second === undefined) return alike;
  const name = `${mark}${round}-rose.txt`;
  return [
    ...alike,
    {
      pair: ALIKE.length,
      how,
      spots: [
        { name, folder: first },
        { name, folder: second },
      ],
    },
  ];
}

/** Two folders of the case, where the target has them made. */
async function twoFolders(state: CaseState): Promise<readonly string[]> {
  if (!offers(state, "CreateFolder", "DeleteFolder")) return [];
  const folders = ["-one", "-two"];
  for (const folder of folders) {
    const call = { call: "CreateFolder", with: { Path: folderPath(folder) } };
    if (!isAccepted(await callOnce(call, state.bindings[0] ?? "post", state))) return [];
  }
  return folders;
}

/** Writes all pairs of a round and reads them, and gives what came of each pair. */
async function playRound(
  { writes: ways, reads }: Place,
  round: number,
  pairs: readonly Pair[],
  state: CaseState,
): Promise<readonly (readonly [Played, Played])[]> {
  const over = state.bindings[round % state.bindings.length] ?? "post";
  const [read] = reads;
  const [how] = pairs.map((pair) => pair.how);
  if (!read || !how) return [];
  const writes = pairs.flatMap(({ pair, spots }) => {
    const way = ways[round === 0 ? 0 : (pair + round) % ways.length];
    if (!way) return [];
    return spots.map((spot, index): Write => {
      const number = 1 + round * MOST_WRITES + pair * 2 + index;
      return {
        way,
        spot,
        content: contentsOf(how === "at once" ? AT_ONCE + number : number),
        number,
      };
    });
  });
  const written = await writeAll(writes, how, over, state);
  const played: Played[] = [];
  for (const [index, write] of writes.entries()) {
    const pair = pairs[Math.floor(index / 2)]?.pair ?? 0;
    const outcome = await readAt(read, write.spot, over, state);
    played.push({ pair, write, written: written[index] ?? "unknown", read: outcome });
  }
  return pairs.map((_, index) => [played[2 * index] as Played, played[2 * index + 1] as Played]);
}

function isRight({ write, written, read }: Played): boolean {
  return written === "accepted" && read.bytes?.equals(payloadOf(write.content).bytes) === true;
}

function isPairRight([one, other]: readonly [Played, Played]): boolean {
  return isRight(one) && isRight(other);
}

/** True when what was accepted is there. */
function judge(played: Played, state: CaseState): boolean {
  const { write, read } = played;
  const { way, content } = write;
  const mismatch = {
    expected: `the ${wordsOf(content)} that ${way.name} was accepted with while other names were written`,
    ...(read.bytes
      ? wrongBytes(`${read.bytes.length} bytes`, payloadOf(content).bytes, read.bytes)
      : { actual: read.words }),
  };
  return recordJudgement(
    {
      statements: way.statements,
      mismatches: isRight(played) ? [] : [mismatch],
      step: read.step,
    },
    state,
  );
}
