import {
  type Fact,
  type Followed,
  follow,
  type Knowledge,
  NOTHING_KNOWN,
} from "../../../src/properties/sequential/knowledge.ts";
import {
  type AnyCall,
  type AnyOutcome,
  type Forbidden,
  isForbidden,
  type SequentialSpec,
} from "../../../src/properties/sequential/spec.ts";

/**
 * What is known after calls one after the other, or what forbids the last of them.
 *
 * @throws when one before the last is forbidden: then the test is wrong
 */
export function followAll<State, Call extends AnyCall, Outcome extends AnyOutcome>(
  facts: readonly Fact<Call, Outcome>[],
  spec: SequentialSpec<State, Call, Outcome>,
): Followed<State> | Forbidden {
  let followed: Followed<State> | Forbidden = {
    known: NOTHING_KNOWN as Knowledge<State>,
    shows: [],
  };
  for (const fact of facts) {
    if (isForbidden(followed)) throw new Error(`forbidden before its end: ${followed.expected}`);
    followed = follow(followed.known, fact, spec);
  }
  return followed;
}
