// Writes sbom.json, which goes into the package: what it depends on, with versions and licences (CycloneDX).
// Before `npm pack` and `npm publish`; asks no registry.
import { execFileSync } from "node:child_process";
import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";

const root = join(import.meta.dirname, "..");
const { name, version } = JSON.parse(readFileSync(join(root, "package.json"), "utf8"));
const args = ["sbom", "--sbom-format", "cyclonedx", "--package-lock-only"];
const text = execFileSync("npm", args, {
  cwd: root,
  encoding: "utf8",
  maxBuffer: 64 * 1024 * 1024,
});
const { metadata, components, dependencies, ...head } = JSON.parse(text);

// npm's own `--omit dev` (10 and 11) leaves out what development needs as well: vitest, commander.
const isDevelopment = ({ properties = [] }) =>
  properties.some((one) => one.name === "cdx:npm:package:development" && one.value === "true");
const kept = components.filter((one) => !isDevelopment(one));

// npm names the package by the folder of the checkout.
const before = metadata.component["bom-ref"];
const own = `${name}@${version}`;
const refs = new Set([before, ...kept.map((one) => one["bom-ref"])]);
const renamed = (ref) => (ref === before ? own : ref);
const graph = dependencies
  .filter(({ ref }) => refs.has(ref))
  .map(({ ref, dependsOn = [], ...rest }) => ({
    ...rest,
    ref: renamed(ref),
    dependsOn: dependsOn.filter((one) => refs.has(one)).map(renamed),
  }));
const component = { ...metadata.component, "bom-ref": own, name, version, purl: `pkg:npm/${own}` };

const bom = {
  ...head,
  metadata: { ...metadata, component },
  components: kept,
  dependencies: graph,
};
writeFileSync(join(root, "sbom.json"), `${JSON.stringify(bom, null, 2)}\n`);
