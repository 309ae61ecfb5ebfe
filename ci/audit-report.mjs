// What is known to be wrong with the dependencies, and under which licences they are. A report: a vulnerability
// that became known today says nothing of the change that is looked at, and a registry that does not answer
// says nothing at all.
import { spawnSync } from "node:child_process";
import { readFileSync } from "node:fs";
import { join } from "node:path";

const root = join(import.meta.dirname, "..");
const PATIENCE_MS = 60_000;

const { packages } = JSON.parse(readFileSync(join(root, "package-lock.json"), "utf8"));
const counts = new Map();
for (const [path, { license = "unknown", dev = false }] of Object.entries(packages)) {
  if (path === "" || dev) continue;
  counts.set(license, (counts.get(license) ?? 0) + 1);
}
console.log("Licences of what is installed with the package:");
for (const [license, count] of [...counts].sort(([, one], [, other]) => other - one)) {
  console.log(`${String(count).padStart(5)}  ${license}`);
}

const asked = spawnSync("npm", ["audit", "--omit=dev", "--json"], {
  cwd: root,
  encoding: "utf8",
  timeout: PATIENCE_MS,
});
const answer = parsed(asked.stdout);
if (!answer?.metadata?.vulnerabilities) {
  console.log("The registry tells nothing about vulnerabilities now.");
  process.exit(0);
}
const { vulnerabilities } = answer.metadata;
console.log("Known vulnerabilities of it:", JSON.stringify(vulnerabilities));
for (const { name, severity, range } of Object.values(answer.vulnerabilities ?? {})) {
  console.log(`${severity.padStart(9)}  ${name} ${range}`);
}

function parsed(text) {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
