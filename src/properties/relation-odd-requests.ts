import fc from "fast-check";
import { outcomeWords } from "../judge/answer/outcome-words.ts";
import type { Property } from "../run/case/property.ts";
import { everyOne } from "./relation/every-one.ts";
import { ODD_FORMS } from "./relation/form-variants.ts";
import { sendEachWay } from "./relation/send-each-way.ts";
import { ODD_SOAP } from "./relation/soap-variants.ts";
import type { Variant } from "./relation/variant.ts";

const VARIANTS = new Map<string, Variant>(
  [...ODD_FORMS, ...ODD_SOAP].map((variant) => [variant.name, variant]),
);

/** What no document and no standard says: each server has an answer of its own, which is told. */
export const oddRequests: Property = {
  name: "relation-odd-requests",
  title: "What a server makes of a request with parameters twice, empty, nil or oddly encoded.",
  explanation: {
    generates: [
      `all of these ways to send a call that the binding has, in one case: ${[...VARIANTS.keys()].join("; ")}`,
    ],
    sends: [
      "the call plainly: it has to be accepted, and another one refused",
      "the same call in each of these ways, with the calls that it needs before it",
    ],
    demands: [{ text: "nothing: what comes of each is reported" }],
  },
  needs: [],
  effect: "creates",
  samples: true,
  inputs: () => fc.record({ variants: everyOne([...VARIANTS.keys()]) }),
  run: ({ variants }, state) =>
    sendEachWay(variants, VARIANTS, state, (name, answer) => {
      state.observed.push([name, answer ? outcomeWords(answer) : "no answer"]);
      return true;
    }),
};
