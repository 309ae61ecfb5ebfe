// Writes one failing case after the other into a folder until it is killed: `node corpus-writer.mjs FOLDER NAME`.
import { openCorpus } from "../../dist/src/run/campaign/corpus.js";

const [folder = "", name = ""] = process.argv.slice(2);
const corpus = openCorpus(folder);
const rule = { id: "s.o.r", forAll: {}, forEach: {}, steps: [] };
const padding = "x".repeat(200_000);
for (let n = 0; ; n++) {
  corpus.add(rule, { id: `${name} ${n}`, binding: "get", counterexample: { name, n }, padding });
  process.stdout.write(`${n}\n`);
  await new Promise((resolve) => setImmediate(resolve));
}
