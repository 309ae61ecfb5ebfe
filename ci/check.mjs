// `npm run check`: types, lint, format, and what is unused. They do not wait for each other; each says what it
// found when all before it have, and all are over before it ends with 1 for any that failed.
import { spawn } from "node:child_process";

const CHECKS = [
  "tsc --noEmit",
  "tsc -p reporters/html/page",
  "tsc -p test/browser",
  "biome check .",
  "knip",
];

const ended = CHECKS.map((command) => {
  // npm puts the commands of the dependencies into the path.
  const child = spawn(command, { shell: true, stdio: ["ignore", "pipe", "pipe"] });
  const chunks = [];
  for (const stream of [child.stdout, child.stderr]) {
    stream.on("data", (chunk) => chunks.push(chunk));
  }
  return new Promise((resolve) => {
    child.on("close", (code) => resolve({ command, code, said: Buffer.concat(chunks) }));
  });
});
for (const one of ended) {
  const { command, code, said } = await one;
  console.log(`> ${command}`);
  process.stdout.write(said);
  if (code === 0) continue;
  console.log(`${command}: failed`);
  process.exitCode = 1;
}
