import type { Rule } from "../../../src/model/rule.ts";
import { SPECS } from "../../run/judge-with.ts";

/** The rules that a model judges. */
export const MODEL_RULES: readonly Rule[] = SPECS.rules.filter(({ property }) =>
  property?.endsWith("-model"),
);
