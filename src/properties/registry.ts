import type { Property } from "./property.ts";

/** Every built-in property; a new one is a file and a line here. */
const BUILT_IN: readonly Property[] = [];

/** The built-in properties by name. */
export const PROPERTIES: ReadonlyMap<string, Property> = new Map(
  BUILT_IN.map((property) => [property.name, property]),
);
