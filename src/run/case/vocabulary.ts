import type { Generator } from "../../../generators/generator.ts";
import type { Adapters } from "../target/open-target.ts";
import type { Property } from "./property.ts";

/**
 * What rules and services name and plain data cannot say: how inputs are made, what a built-in property
 * does, and what is peculiar to a service.
 */
export interface Vocabulary {
  readonly generators: ReadonlyMap<string, Generator>;
  readonly properties: ReadonlyMap<string, Property>;
  readonly adapters: Adapters;
}
