import { GENERATORS } from "../../generators/registry.ts";
import { PROPERTIES } from "../properties/registry.ts";
import type { Vocabulary } from "../run/case/vocabulary.ts";

/** The generators and properties that come with the tool. */
export const VOCABULARY: Vocabulary = { generators: GENERATORS, properties: PROPERTIES };
