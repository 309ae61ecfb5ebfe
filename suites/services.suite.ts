import { inject } from "vitest";
import { loadVocabulary } from "../src/built-in/load-vocabulary.ts";
import { defineSuite } from "./define-suite.ts";

const campaign = inject("campaign");
const vocabulary = await loadVocabulary(campaign.specsFolders, process.cwd());
for (const service of new Set(campaign.rules.map((rule) => rule.service))) {
  defineSuite(service, vocabulary);
}
