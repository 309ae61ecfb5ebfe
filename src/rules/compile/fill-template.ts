import type { JsonValue } from "../../model/value.ts";

const WHOLE = /^\$\{([A-Za-z][A-Za-z0-9]*)\}$/;
const PART = /\$\{([A-Za-z][A-Za-z0-9]*)\}/g;

/**
 * A template's body with `${name}` replaced by the arguments: a string that is nothing but `${name}`
 * becomes the argument itself, of any kind; inside a longer string, or a key, it becomes its text.
 * A name without an argument stays as it is; the caller has checked that there is none.
 */
export function fillTemplate(
  body: JsonValue,
  args: Readonly<Record<string, JsonValue>>,
): JsonValue {
  if (typeof body === "string") {
    const whole = WHOLE.exec(body)?.[1];
    if (whole !== undefined && Object.hasOwn(args, whole)) return args[whole] ?? null;
    return fillText(body, args);
  }
  if (Array.isArray(body)) return body.map((item: JsonValue) => fillTemplate(item, args));
  if (typeof body !== "object" || body === null) return body;
  return Object.fromEntries(
    Object.entries(body).map(([key, value]) => [fillText(key, args), fillTemplate(value, args)]),
  );
}

/** The names that a text asks for, and whether their arguments must be texts to stand there. */
export function placeholdersIn(
  text: string,
  part: "key" | "value",
): readonly { readonly name: string; readonly asText: boolean }[] {
  const asText = part === "key" || !WHOLE.test(text);
  return [...text.matchAll(PART)].map(([, name = ""]) => ({ name, asText }));
}

function fillText(text: string, args: Readonly<Record<string, JsonValue>>): string {
  return text.replace(PART, (all, name: string) =>
    Object.hasOwn(args, name) ? String(args[name]) : all,
  );
}
