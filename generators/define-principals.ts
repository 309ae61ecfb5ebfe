import fc from "fast-check";
import type { JsonValue, Principal } from "../src/model/value.ts";
import { defineGenerator } from "./define-generator.ts";
import type { Generator, GeneratorEnvironment, Options, PrincipalState } from "./generator.ts";
import { simplestFirst } from "./simplest-first.ts";

/** Texts that stand for themselves as a ticket or key. */
export interface Literals {
  readonly arbitrary: () => fc.Arbitrary<string>;
  /** One of each kind, the simplest first. */
  readonly table: readonly string[];
  readonly holds: (text: string) => boolean;
}

export interface PrincipalsDefinition {
  readonly name: string;
  readonly title: string;
  /** The simplest first. Those that the target cannot provide are left out. */
  readonly states: readonly PrincipalState[];
  /** A switch of the generator that leaves some of the states out. */
  readonly without?: {
    readonly option: string;
    readonly description: string;
    readonly states: readonly PrincipalState[];
  };
  readonly literals?: Literals;
}

/**
 * A generator of tickets or keys: every state about as likely as all literals together. A literal
 * shrinks to a state if that fails too, a state to those before it.
 */
export function definePrincipals(definition: PrincipalsDefinition): Generator<Principal> {
  const { name, title, states, literals, without } = definition;
  const statesOf = (options: Options): readonly PrincipalState[] =>
    without && options[without.option] === true
      ? states.filter((state) => !without.states.includes(state))
      : states;
  const available = (options: Options, environment: GeneratorEnvironment) => {
    const found = statesOf(options).filter((state) => environment.principals.includes(state));
    if (found.length > 0 || literals) return found;
    throw new RangeError(`${name}: the target provides none of ${states.join(", ")}`);
  };
  return defineGenerator<Principal>({
    name,
    title,
    ...(without
      ? {
          options: {
            [without.option]: {
              type: "boolean",
              description: without.description,
              default: false,
            },
          },
          examples: [{ [without.option]: true }],
        }
      : {}),
    arbitrary: (options, environment) => {
      const found = available(options, environment);
      const named = found.length > 0 && { weight: found.length, arbitrary: simplestFirst(found) };
      const spelled = literals && { weight: 1, arbitrary: literals.arbitrary().map(asLiteral) };
      return fc.oneof<fc.MaybeWeightedArbitrary<Principal>[]>(
        { withCrossShrink: true },
        ...[named || [], spelled ?? []].flat(),
      );
    },
    table: (options, environment) => [
      ...available(options, environment),
      ...(literals?.table.map(asLiteral) ?? []),
    ],
    holds: (value, options) => {
      const text = literalOf(value);
      if (text !== undefined) return literals?.holds(text) ?? false;
      return statesOf(options).some((state) => state === value);
    },
  });
}

function asLiteral(literal: string): Principal {
  return { literal };
}

/** The text of `{ literal: "text" }`, otherwise undefined. */
function literalOf(value: JsonValue): string | undefined {
  if (typeof value !== "object" || value === null || Array.isArray(value)) return undefined;
  const [entry, ...others] = Object.entries(value);
  const [name, text] = entry ?? [];
  return others.length === 0 && name === "literal" && typeof text === "string" ? text : undefined;
}
