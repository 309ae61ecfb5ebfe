import { inject } from "vitest";
import { loadVocabulary } from "../src/built-in/load-vocabulary.ts";
import { defineSuite } from "./define-suite.ts";

defineSuite(await loadVocabulary(inject("campaign").specsFolders, process.cwd()));
