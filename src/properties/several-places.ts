import fc from "fast-check";
import { describeCall } from "./places/several/call.ts";
import { makerOf } from "./places/several/make.ts";
import { callsOf, NAMINGS, type Naming, OPENING } from "./places/several/plan.ts";
import { severalOf } from "./places/several/several-of.ts";
import { spotSpec } from "./places/several/spec.ts";
import { sequenceProperty } from "./sequential/sequence-property.ts";

/**
 * Places beside each other, with names of all kinds: what is written to one is found by every way, what is removed
 * by none, and nothing is done to another.
 */
export const severalPlaces = {
  ...sequenceProperty({
    name: "several-places",
    title:
      "Of places beside each other, whatever their names, each is what was written there, by every way, until it is removed.",
    explanation: {
      generates: [
        "every name of a table that something on the way may take for more than letters; for each by which way it is written and removed, and over which binding",
        "a failing sequence shrinks to the first name that fails by itself",
      ],
      sends: [
        "two folders, of which one's name goes on where the other's ends",
        "a plain name: a write, every way to read it, to look for it, to read the whole folder, to remove it",
        "under each name a place, one whose name goes on, one in the other folder; every way to read the first; its removal, a look at all three and at the whole folder, and a write once more",
      ],
      demands: [
        {
          text: "a place whose name was taken is read byte for byte by every way that reads a plain one",
        },
        { text: "what was removed is not found any more, and nothing else is gone" },
        {
          text: "a whole folder has all that is in it, nothing that was removed and nothing of another folder",
        },
      ],
    },
    needs: [],
    inputs: () => fc.record({ namings: NAMINGS }),
    enter: async (state) => ({ spec: spotSpec, make: await makerOf(severalOf(state), state) }),
    opening: OPENING,
    calls: ({ namings }, course, state) =>
      callsOf(namings as readonly Naming[], severalOf(state), () => course.history),
    describe: describeCall,
  }),
  places: true as const,
};
