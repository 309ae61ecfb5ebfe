import type { HeaderLine } from "../model/header-lines.ts";

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
