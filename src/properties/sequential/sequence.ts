import fc from "fast-check";

/**
 * Sequences of commands, of any length up to `most`. They shrink by leaving out commands, half of them
 * first and then ever fewer, the later ones first; only then does each command itself become simpler.
 * So the few that matter are found in some fifty tries, where an ordinary array needs hundreds.
 */
export function sequence<Command>(
  command: fc.Arbitrary<Command>,
  most: number,
): fc.Arbitrary<readonly Command[]> {
  return new SequenceArbitrary(command, most);
}

/** Where shrinking goes on after a shorter or simpler sequence failed as well. */
interface Progress {
  /** What each command's own arbitrary needs for shrinking it. */
  readonly contexts: readonly unknown[];
  /**
   * How many commands are left out at once; 0 when it is the commands' turn to become simpler. What
   * became simpler may need less than before: a last pass leaves out one by one again.
   */
  readonly width: number;
  readonly isLastPass: boolean;
  /** Where those that are left out end, or the command that becomes simpler. */
  readonly at: number;
}

class SequenceArbitrary<Command> extends fc.Arbitrary<readonly Command[]> {
  readonly #command: fc.Arbitrary<Command>;
  readonly #length: fc.Arbitrary<number>;

  constructor(command: fc.Arbitrary<Command>, most: number) {
    super();
    this.#command = command;
    this.#length = fc.nat({ max: most });
  }

  override generate(random: fc.Random): fc.Value<readonly Command[]> {
    const { value: length } = this.#length.generate(random, undefined);
    const made = Array.from({ length }, () => this.#command.generate(random, undefined));
    const progress: Progress = {
      contexts: made.map(({ context }) => context),
      width: Math.max(1, length >> 1),
      isLastPass: false,
      at: length,
    };
    return new fc.Value(
      made.map(({ value }) => value),
      progress,
    );
  }

  override canShrinkWithoutContext(value: unknown): value is readonly Command[] {
    return false;
  }

  override shrink(
    value: readonly Command[],
    context: unknown,
  ): fc.Stream<fc.Value<readonly Command[]>> {
    return fc.stream(this.#smaller(value, context as Progress));
  }

  *#smaller(
    value: readonly Command[],
    progress: Progress,
  ): Generator<fc.Value<readonly Command[]>> {
    if (progress.width > 0) yield* this.#shorter(value, progress);
    if (progress.isLastPass) return;
    yield* this.#simpler(value, progress);
    yield* this.#shorter(value, { ...progress, width: 1, isLastPass: true, at: value.length });
  }

  *#shorter(
    value: readonly Command[],
    { contexts, width, isLastPass, at }: Progress,
  ): Generator<fc.Value<readonly Command[]>> {
    for (let wide = width, end = at; wide > 0; wide >>= 1, end = value.length) {
      for (; end > 0; end -= wide) {
        const start = Math.max(0, end - wide);
        const without = <T>(list: readonly T[]): readonly T[] => list.toSpliced(start, end - start);
        const next = { contexts: without(contexts), width: wide, isLastPass, at: start };
        yield new fc.Value(without(value), next);
      }
    }
  }

  *#simpler(
    value: readonly Command[],
    { contexts, width, at }: Progress,
  ): Generator<fc.Value<readonly Command[]>> {
    for (let index = width === 0 ? at : 0; index < value.length; index++) {
      const simpler = this.#command.shrink(value[index] as Command, contexts[index]);
      for (const { value: command, context } of simpler) {
        const changed = contexts.with(index, context);
        const next: Progress = { contexts: changed, width: 0, isLastPass: false, at: index };
        yield new fc.Value(value.with(index, command), next);
      }
    }
  }
}
