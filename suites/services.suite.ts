import { inject } from "vitest";
import { defineSuite } from "./define-suite.ts";

for (const service of new Set(inject("campaign").rules.map((rule) => rule.service))) {
  defineSuite(service);
}
