/**
 * Whether a regular expression may cost more than its text is long: a word can be read by two of its loops
 * in many ways (Weideman et al., 2016: infinite degree of ambiguity), or from many places, and what follows
 * may fail. It errs on the side of telling, but for what looks ahead or behind from many places.
 *
 * @returns what can be read in several ways; undefined for a pattern that is linear
 */
export function costlyIn(source: string, flags: string): string | undefined {
  const parser = parse(source);
  for (const inner of parser.looks) {
    const found = costlyIn(inner.source, flags);
    if (found !== undefined) return found;
  }
  const { places, first, last, follow, nullable, anchored } = parser.automaton;
  const doubled = follow.find(([a, b], index) =>
    follow.some(([c, d], other) => other < index && a === c && b === d),
  );
  if (doubled) return `${places[doubled[0]]?.source} in a loop within a loop`;
  const test = places.map((one) => readsOf(one.source, flags));
  const next = places.map((_, place) =>
    follow.filter(([from]) => from === place).map(([, to]) => to),
  );
  // A search begins anywhere: that is a loop as well.
  const search = anchored || flags.includes("y") ? undefined : places.length;
  if (search !== undefined) {
    test.push(ALPHABET.map(() => true));
    next.push([search, ...first]);
  }
  const ends = new Set(last);
  // A loop that comes by an end has matched there already: whatever follows, the search goes on behind it.
  const unended = next.map((to) => to.filter((place) => !ends.has(place)));
  for (let one = 0; one < next.length; one++) {
    for (let two = 0; two < places.length; two++) {
      if (one === two || !loops(one, next)) continue;
      if (!loops(two, one === search ? unended : next) || (one === search && nullable)) continue;
      if (isAmbiguous(one, two, { next, test })) {
        return `${places[two]?.source} after ${places[one]?.source ?? "the start of the search"}`;
      }
    }
  }
  return undefined;
}

interface Automaton {
  readonly next: readonly (readonly number[])[];
  readonly test: readonly (readonly boolean[])[];
}

/** Whether one word leads from `one` to itself, from `one` to `two`, and from `two` to itself. */
function isAmbiguous(one: number, two: number, { next, test }: Automaton): boolean {
  const seen = new Set<string>();
  const queue: [number, number, number][] = [[one, one, two]];
  for (let state = queue.pop(); state; state = queue.pop()) {
    for (const a of next[state[0]] ?? []) {
      for (const b of next[state[1]] ?? []) {
        for (const c of next[state[2]] ?? []) {
          const key = `${a} ${b} ${c}`;
          if (seen.has(key)) continue;
          if (!ALPHABET.some((_, n) => test[a]?.[n] && test[b]?.[n] && test[c]?.[n])) continue;
          if (a === one && b === two && c === two) return true;
          seen.add(key);
          queue.push([a, b, c]);
        }
      }
    }
  }
  return false;
}

function loops(place: number, next: Automaton["next"]): boolean {
  const seen = new Set<number>();
  const queue = [...(next[place] ?? [])];
  for (let at = queue.pop(); at !== undefined; at = queue.pop()) {
    if (at === place) return true;
    if (seen.has(at)) continue;
    seen.add(at);
    queue.push(...(next[at] ?? []));
  }
  return false;
}

/** Characters that stand for all: ASCII, what Unicode takes for white space and letters, and an end. */
const ALPHABET = [
  ...Array.from({ length: 128 }, (_, code) => String.fromCharCode(code)),
  ..."\u00a0\u0085\u200b\u2028é‹›×‐−😀",
];

function readsOf(source: string, flags: string): readonly boolean[] {
  const pattern = new RegExp(`^(?:${source})$`, flags.replace(/[gymd]/g, ""));
  return ALPHABET.map((character) => pattern.test(character));
}

interface Place {
  readonly source: string;
}

/** Glushkov's automaton: its states are the characters and classes of the pattern. */
interface Glushkov {
  readonly places: readonly Place[];
  readonly first: readonly number[];
  readonly last: readonly number[];
  readonly follow: readonly (readonly [number, number])[];
  readonly nullable: boolean;
  readonly anchored: boolean;
}

interface Part {
  readonly first: readonly number[];
  readonly last: readonly number[];
  readonly nullable: boolean;
  readonly anchored?: boolean;
}

const EMPTY: Part = { first: [], last: [], nullable: true };
/** A count up to this is written out; a larger one is a loop that ends. */
const WRITTEN_OUT = 3;

function parse(source: string): { readonly automaton: Glushkov; readonly looks: readonly Place[] } {
  const places: Place[] = [];
  const follow: [number, number][] = [];
  const looks: Place[] = [];
  let at = 0;
  let mustEnd = false;

  const alternatives = (): Part => {
    let all = sequence();
    while (source[at] === "|") {
      at++;
      const other = sequence();
      all = {
        first: [...all.first, ...other.first],
        last: [...all.last, ...other.last],
        nullable: all.nullable || other.nullable,
        anchored: (all.anchored ?? false) && (other.anchored ?? false),
      };
    }
    return all;
  };

  const sequence = (): Part => {
    let whole: Part = { ...EMPTY };
    while (at < source.length && source[at] !== "|" && source[at] !== ")") {
      const next = quantified();
      const anchored = whole.anchored || (whole.first.length === 0 && next.anchored);
      link(whole.last, next.first);
      whole = {
        first: whole.nullable ? [...whole.first, ...next.first] : whole.first,
        last: next.nullable ? [...whole.last, ...next.last] : next.last,
        nullable: whole.nullable && next.nullable,
        ...(anchored ? { anchored } : {}),
      };
    }
    return whole;
  };

  const link = (from: readonly number[], to: readonly number[]): void => {
    for (const a of from) for (const b of to) follow.push([a, b]);
  };

  const quantified = (): Part => {
    const start = at;
    const part = atom();
    const [text = "", least = "", comma = "", most = ""] =
      /^(?:[*+?]|\{(\d+)(,?)(\d*)\})/.exec(source.slice(at)) ?? [];
    if (text === "") return part;
    const end = at;
    at += text.length;
    if (source[at] === "?") at++;
    const after = at;
    const min = text === "*" || text === "?" ? 0 : text === "+" ? 1 : Number(least);
    const isEndless = text === "*" || text === "+" || (comma !== "" && most === "");
    const times = isEndless || text === "?" ? 1 : Math.min(Number(most || least), WRITTEN_OUT);
    let whole = part;
    for (let n = 1; n < Math.max(times, Math.min(min, WRITTEN_OUT)); n++) {
      at = start;
      const again = atom();
      link(whole.last, again.first);
      whole = {
        first: whole.nullable ? [...whole.first, ...again.first] : whole.first,
        last: n >= min || again.nullable ? [...whole.last, ...again.last] : again.last,
        nullable: whole.nullable && again.nullable,
      };
      if (isEndless && n + 1 >= Math.min(min, WRITTEN_OUT)) link(again.last, again.first);
    }
    at = end < after ? after : at;
    if (isEndless && min <= 1) link(part.last, part.first);
    return { ...whole, nullable: min === 0 || whole.nullable };
  };

  const atom = (): Part => {
    const start = at;
    if (source[at] === "(") return group();
    if (source[at] === "^") {
      at++;
      return { ...EMPTY, anchored: true };
    }
    if (source[at] === "$" || /^\\[bB]/.test(source.slice(at))) {
      at += source[at] === "$" ? 1 : 2;
      mustEnd = true;
      return EMPTY;
    }
    if (source[at] === "[") at = endOfClass(source, at);
    else if (source[at] === "\\") {
      at +=
        /^\\(?:u\{[^}]*\}|u.{4}|x..|[pPk][{<][^}>]*[}>]|\d+|.)/.exec(source.slice(at))?.[0]
          .length ?? 2;
    } else at += (source.codePointAt(at) ?? 0) > 0xffff ? 2 : 1;
    const written = source.slice(start, at);
    places.push({ source: /^\\(?:[1-9]|k<)/.test(written) ? "[^]" : written });
    const place = places.length - 1;
    return { first: [place], last: [place], nullable: false };
  };

  const group = (): Part => {
    const [head = "("] = /^\((?:\?(?:<?[=!]|:|<[^>]*>))?/.exec(source.slice(at)) ?? [];
    at += head.length;
    const inside = at;
    if (!/[=!]$/.test(head)) {
      const part = alternatives();
      at++;
      return part;
    }
    const [kept, linked] = [places.length, follow.length];
    alternatives();
    places.length = kept;
    follow.length = linked;
    // Looked at from every place where the rest stands.
    looks.push({ source: `^(?:${source.slice(inside, at)})` });
    at++;
    mustEnd = true;
    return EMPTY;
  };

  const { first, last, nullable, anchored = false } = alternatives();
  const ends = mustEnd ? [] : last;
  return {
    automaton: { places, first, last: ends, follow, nullable: nullable && !mustEnd, anchored },
    looks,
  };
}

function endOfClass(source: string, from: number): number {
  for (let at = from + 1; at < source.length; at++) {
    if (source[at] === "\\") at++;
    else if (source[at] === "]") return at + 1;
  }
  return source.length;
}
