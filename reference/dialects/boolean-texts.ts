/** `true` and `false` in any letter case, 1 and 0, white space around. */
export function plainBoolean(text: string): boolean | undefined {
  const value = text.trim().toLowerCase();
  if (value === "true" || value === "1") return true;
  return value === "false" || value === "0" ? false : undefined;
}

/** `true` and `false`, as the documents write them. */
export function exactBoolean(text: string): boolean | undefined {
  if (text === "true") return true;
  return text === "false" ? false : undefined;
}

/** Also `yes` and `on`; every other text is false. */
export function anyBoolean(text: string): boolean {
  return ["true", "1", "yes", "on"].includes(text.trim().toLowerCase());
}
