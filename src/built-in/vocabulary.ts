import { GENERATORS } from "../../generators/registry.ts";
import { PROPERTIES } from "../properties/registry.ts";
import type { Vocabulary } from "../run/case/vocabulary.ts";
import { ADAPTERS, SERVICE_PROPERTIES } from "../services/registry.ts";

/** The generators, properties and adapters that come with the tool. */
export const VOCABULARY: Vocabulary = {
  generators: GENERATORS,
  properties: new Map(
    [...PROPERTIES, ...SERVICE_PROPERTIES].map((property) => [property.name, property]),
  ),
  adapters: ADAPTERS,
};
