import { inject } from "vitest";
import { loadVocabulary } from "../src/built-in/load-vocabulary.ts";
import { defineSuite } from "./define-suite.ts";

const campaign = inject("campaign");
const vocabulary = await loadVocabulary(campaign.specsFolders, process.cwd());
const services = new Map(campaign.rules.map(({ id, service }) => [id, service]));
// In the order of the units: those that are to be judged first may be of the last service.
for (const service of new Set(campaign.units.map(({ rule }) => services.get(rule)))) {
  if (service === undefined) continue;
  defineSuite(service, vocabulary);
}
