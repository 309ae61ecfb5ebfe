import fc from "fast-check";
import { StopCase } from "../run/case/case-state.ts";
import { describeCall } from "./places/call.ts";
import { makerOf } from "./places/make.ts";
import { placeOf } from "./places/place-of.ts";
import { callsOf, OPENING, REWRITES, type Rewrite } from "./places/rewrites.ts";
import { placeSpec } from "./places/spec.ts";
import { sequenceProperty } from "./sequential/sequence-property.ts";

/**
 * A place that is written again and again, by each way that the service file has for it: every way of reading
 * it gives what was written last, and an earlier version stays what it was.
 */
export const writtenAgain = {
  ...sequenceProperty({
    name: "written-again",
    title: "What is written over something is what every way of reading gives from then on.",
    explanation: {
      generates: [
        "each way to write the place, with contents that are shorter than those there, as long, longer, and the same, in any order and over any binding",
        "a failing sequence shrinks to the first write that fails by itself",
      ],
      sends: [
        "a first write, which has to be accepted",
        "the writes; after each of them every way to read the place, and by number its last version and the next",
        "at the end: the first and the last versions once more",
      ],
      demands: [
        { text: "what is read is what was written last and taken, byte for byte" },
        { text: "a write that is refused leaves what is there" },
        { text: "a number gives the bytes of one version, always of the same" },
      ],
    },
    needs: [],
    inputs: () => fc.record({ rewrites: REWRITES }),
    enter: (state) => {
      const place = placeOf(state);
      if (place.writes.length === 0 || place.reads.length === 0) {
        throw new StopCase(
          "unavailable",
          "the target offers no way to write the place and read it",
        );
      }
      return { spec: placeSpec, make: makerOf(place, state) };
    },
    opening: OPENING,
    calls: ({ rewrites }, course, state) =>
      callsOf(rewrites as readonly Rewrite[], placeOf(state), { known: () => course.known }),
    describe: describeCall,
  }),
  places: true as const,
};
