/** Header lines by name, in the letter case in which they are sent; several of one name are a list. */
export type Headers = Readonly<Record<string, string | readonly string[]>>;

export type HeaderLine = readonly [name: string, value: string];

/** Every line by itself. */
export function headerLines(headers: Headers): readonly HeaderLine[] {
  return Object.entries(headers).flatMap(([name, value]): readonly HeaderLine[] =>
    typeof value === "string" ? [[name, value]] : value.map((one) => [name, one]),
  );
}

/** Lines as a record; lines of one spelling keep their order. */
export function headersOf(lines: readonly HeaderLine[]): Headers {
  const byName = new Map<string, string | readonly string[]>();
  for (const [name, value] of lines) {
    const before = byName.get(name);
    byName.set(name, before === undefined ? value : [before, value].flat());
  }
  return Object.fromEntries(byName);
}

/** Whether there is a line of a name, in any letter case. */
export function hasHeader(headers: Headers, name: string): boolean {
  const wanted = name.toLowerCase();
  return Object.keys(headers).some((own) => own.toLowerCase() === wanted);
}

/** The value of a header that came once; undefined where it came never, or several times. */
export function headerOf(lines: readonly HeaderLine[], name: string): string | undefined {
  const values = valuesOfHeader(lines, name);
  return values.length === 1 ? values[0] : undefined;
}

/** The values of a header, each line by itself. */
export function valuesOfHeader(lines: readonly HeaderLine[], name: string): readonly string[] {
  const wanted = name.toLowerCase();
  return lines.filter(([own]) => own.toLowerCase() === wanted).map(([, value]) => value);
}
