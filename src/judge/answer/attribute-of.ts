type Attributes = Readonly<Record<string, string>>;

/** The value of a name, spelled as asked or else in another letter case; for what only prepares. */
export function attributeOf(attributes: Attributes, name: string): string | undefined {
  if (Object.hasOwn(attributes, name)) return attributes[name];
  const wanted = name.toLowerCase();
  const found = Object.keys(attributes).find((key) => key.toLowerCase() === wanted);
  return found === undefined ? undefined : attributes[found];
}
