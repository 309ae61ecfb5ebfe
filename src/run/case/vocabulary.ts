import type { Generator } from "../../../generators/generator.ts";
import type { Property } from "./property.ts";

/** What rules name and plain data cannot say: how inputs are made, and what a built-in property does. */
export interface Vocabulary {
  readonly generators: ReadonlyMap<string, Generator>;
  readonly properties: ReadonlyMap<string, Property>;
}
