/**
 * `node repeat.mjs [NAME…]`: starts each server, runs the curl lines of every MUST failure of reports/NAME/report.json
 * against it, and says whether the wrong answer comes again. Writes reports/NAME/repeated.json for `matrix.mjs`.
 * Nothing of Assay takes part but the lines that its report prints. Ends with 1 where a line repeats nothing.
 */
import { spawn, spawnSync } from "node:child_process";
import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";

const HERE = import.meta.dirname;
/** How often two requests are sent at once until they meet. */
const MOST_TRIES = 40;
const TIMEOUT_MS = 20_000;

const read = (...path) => JSON.parse(readFileSync(join(HERE, ...path), "utf8"));
const withVariables = (text) =>
  text.replace(/\$\{(\w+):-([^}]*)\}/g, (_, name, other) => process.env[name] ?? other);

const { targets, default: usual } = read("targets.json");
const asked = process.argv.length > 2 ? process.argv.slice(2) : usual;

/** Starts a server as its target says; gives what stops it. */
async function start({ launch }) {
  const args = launch.args.map(withVariables);
  const server = spawn(launch.command, args, { cwd: HERE, stdio: "ignore" });
  for (let left = launch.timeoutMs; left > 0; left -= 100) {
    const answered = await fetch(withVariables(launch.ready), { method: "OPTIONS" }).catch(() => 0);
    if (answered) return () => server.kill();
    await sleep(100);
  }
  server.kill();
  throw new Error(`${launch.command} ${args.join(" ")} does not answer`);
}

/** What the lines print, run by a shell. */
function shell(lines) {
  const { stdout } = spawnSync("sh", ["-s"], {
    ...{ input: lines.join("\n"), cwd: HERE, timeout: TIMEOUT_MS },
  });
  return stdout.toString("latin1");
}

/** The answers in what `curl -i` printed, without those of 1xx. */
function answersIn(printed) {
  return [...printed.matchAll(/^HTTP\/[\d.]+ ([2-5]\d\d)[^\r\n]*\r?\n((?:[^\r\n]+\r?\n)*)/gm)].map(
    ([, status, lines]) => ({
      status: Number(status),
      headers: new Map(
        lines
          .split(/\r?\n/)
          .filter(Boolean)
          .map((line) => [
            line.slice(0, line.indexOf(":")).toLowerCase(),
            line.slice(line.indexOf(":") + 1).trim(),
          ]),
      ),
    }),
  );
}

/** The headers that the failure names, whose values have to come again. */
function headersOf({ expected }) {
  const named = expected.flatMap((text) => [...text.matchAll(/the header ([\w-]+)/g)]);
  return [...new Set(named.map(([, name]) => name.toLowerCase()))];
}

/** A value as it is compared: metadata comes in any order. */
const comparable = (name, value) =>
  name === "upload-metadata" ? value.split(/ *, */).sort().join(",") : value;

const showHeaders = (names, headers) =>
  names.map((name) => {
    const value = headers.has(name) ? comparable(name, headers.get(name)) || "(empty)" : "none";
    return `${name}: ${value}`;
  });

/** What an answer shows of what the failure is about. */
const shown = (names, { status, headers }) =>
  [`HTTP ${status}`, ...showHeaders(names, headers)].join(", ");

/** Of a failure about an answer: the answer to the last line is to be wrong as the one of the run was. */
function repeatAnswer(failure, lines) {
  const exchange = failure.exchanges[failure.step - 1];
  const recorded = {
    status: exchange.response.status,
    headers: new Map(Object.entries(exchange.response.headers)),
  };
  const names = headersOf(failure);
  const [answer] = answersIn(shell(lines)).slice(-1);
  if (!answer) return { repeated: false, saw: "no answer" };
  const saw = shown(names, answer);
  return { repeated: saw === shown(names, recorded), saw };
}

/** The name of the upload that was made last: a final one comes behind its parts. */
const uploadIn = (lines) => lines.map((line) => /^(\w+)=\$\(/.exec(line)?.[1]).findLast(Boolean);

/** How many bytes the run found stored. */
const lengthIn = ({ actual }) => Number(/a body of (\d+) bytes/.exec(actual)?.[1] ?? 0);

/** Of a failure about stored bytes: the file of the upload, as the target says where it is, is to have the wrong ones. */
function repeatBytes(failure, lines, { services }) {
  const name = uploadIn(lines);
  const url = shell([...lines, `echo; echo "stored=$${name}"`]).match(/stored=(\S+)/)?.[1] ?? "";
  if (url === "") return { repeated: false, saw: "no upload" };
  const file = services.tus.stored.file.replace("{id}", url.split("/").at(-1));
  const stored = readFileSync(join(HERE, file));
  if (!failure.bytes) {
    const saw = `${stored.length} bytes are stored`;
    return { repeated: stored.length === lengthIn(failure), saw };
  }
  const { from, actual, expected } = failure.bytes;
  const hex = stored.subarray(from, from + actual.length / 2).toString("hex");
  return {
    repeated: hex === actual,
    saw: `bytes ${hex} from ${from} on, where ${expected} was sent`,
  };
}

/** Of a race: its last two lines are sent at once, and both are to be taken. curl alone cannot say when they meet. */
function repeatRace(lines) {
  const printing = lines.map((line, index) =>
    index < lines.length - 2 ? line : `(${line.replace(/curl -sS (-i )?/, "curl -sS -i ")}) &`,
  );
  let saw = "no answer";
  for (let tries = 1; tries <= MOST_TRIES; tries++) {
    const statuses = answersIn(shell([...printing, "wait"])).map(({ status }) => status);
    saw = `HTTP ${statuses.join(" and HTTP ")}, at once, try ${tries}`;
    const taken = statuses.filter((status) => status >= 200 && status < 300);
    if (taken.length === 2) return { repeated: true, saw };
  }
  return { repeated: false, saw };
}

function repeat(rule, failure, target) {
  const lines = failure.curl.split("\n").filter(Boolean);
  if (lines.length === 0) return { repeated: false, saw: "the report has no line for it" };
  if (/\.race-/.test(rule.id)) return repeatRace(lines);
  return failure.steps[failure.step - 1]?.call === "ReadStored"
    ? repeatBytes(failure, lines, target)
    : repeatAnswer(failure, lines);
}

/** All of one server, against one that is started for it. */
async function repeatAll(name, target, failing) {
  const stop = await start(target);
  try {
    return failing.flatMap((rule) =>
      rule.failures.map((failure) => {
        const { repeated, saw } = repeat(rule, failure, target);
        const wanted = failure.expected.join("; ");
        console.log(
          `${repeated ? "yes" : "NO "}  ${name}  ${rule.id}: wanted ${wanted}; got ${saw}`,
        );
        return { rule: rule.id, id: failure.id, repeated, saw };
      }),
    );
  } finally {
    stop();
  }
}

let missed = 0;
for (const name of asked) {
  const target = targets[name];
  const judged = read("reports", name, "report.json").targets.find((one) => one.name === name);
  const failing = judged.rules.filter(
    ({ level, verdict }) => level === "MUST" && verdict === "fail",
  );
  const found = await repeatAll(name, target, failing);
  missed += found.filter(({ repeated }) => !repeated).length;
  writeFileSync(
    join(HERE, "reports", name, "repeated.json"),
    `${JSON.stringify(found, null, 2)}\n`,
  );
  console.log(
    `${name}: ${found.filter(({ repeated }) => repeated).length} of ${found.length} repeated\n`,
  );
}
process.exitCode = missed > 0 ? 1 : 0;
