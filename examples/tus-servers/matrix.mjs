/**
 * `node matrix.mjs`: writes docs/tus-servers.md from the reports of the servers, reports/NAME/report.json, and from what
 * `repeat.mjs` made of them, reports/NAME/repeated.json.
 * README.md says how to make them. Nothing of the page is written by hand.
 */
import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";

const HERE = import.meta.dirname;
const PAGE = join(HERE, "..", "..", "docs", "tus-servers.md");
const read = (...path) => JSON.parse(readFileSync(join(HERE, ...path), "utf8"));

const [, tusd] = /tusd\/v2 v(\S+)/.exec(
  readFileSync(join(HERE, "servers", "tusd", "go.mod"), "utf8"),
);
const versions = { ...read("servers", "package.json").dependencies, tusd };
const servers = Object.entries(read("targets.json").targets).map(([name, { description }]) => {
  const report = read("reports", name, "report.json");
  const target = report.targets.find((one) => one.name === name);
  if (!target || !report.run.complete) throw new Error(`reports/${name} is not a whole run of it`);
  const ofTus = target.rules.filter(({ service }) => service === "tus");
  const rules = new Map(ofTus.map((rule) => [rule.id, rule]));
  const repeated = new Map(read("reports", name, "repeated.json").map((one) => [one.id, one]));
  return { name, title: withVersions(description), report, target, rules, repeated };
});
const ids = [...new Set(servers.flatMap(({ rules }) => [...rules.keys()]))].sort();
const ruleOf = (id) => servers.map(({ rules }) => rules.get(id)).find(Boolean);
const verdictsOf = (id) => servers.map(({ rules }) => rules.get(id)?.verdict ?? "not-applicable");

/** Packages are called by their versions, as package.json and go.mod have them. */
function withVersions(description) {
  const names = Object.keys(versions).filter((name) => description.includes(name));
  return names.reduce((text, name) => text.replace(name, `${name} ${versions[name]}`), description);
}

const WORDS = {
  pass: "holds",
  fail: "**fails**",
  inconclusive: "not judged",
  "not-applicable": "—",
  observed: "observed",
};

/** What a server answered, without what is another text in every run. */
function told(text) {
  return text
    .replace(/ with a body of \d+ bytes, "\{.*?(?:…"|\}"|$)/gs, " with a JSON body")
    .replace(/filename YXNzYXkt[\w+/]*=*/g, "filename …")
    .replace(/https?:\/\/127\.0\.0\.1:\d+/g, "");
}

const code = (text) => `\`${text.replaceAll("`", "'").replace(/[\r\n]+/g, " ")}\``;
const cell = (text) =>
  String(text)
    .replaceAll("|", "\\|")
    .replace(/[\r\n]+/g, " ");
const table = (head, rows) =>
  [head, head.map(() => "---"), ...rows]
    .map((row) => `| ${row.map(cell).join(" | ")} |`)
    .join("\n");
/** Without what is another text in every run. */
const lasting = (text) => text.replace(/filename YXNzYXkt[\w+/]*=*/g, "filename …");
const count = ({ target }, level, verdict) => target.counts[level]?.[verdict] ?? 0;
const anchorOf = (id) => id.replace(/[^\w-]/g, "");

function summary() {
  const head = [
    "",
    "MUST holds",
    "MUST fails",
    "MUST not judged",
    "SHOULD holds",
    "SHOULD fails",
    "requests",
    "seconds",
  ];
  return table(
    head,
    servers.map((server) => [
      server.title,
      count(server, "MUST", "pass"),
      count(server, "MUST", "fail"),
      count(server, "MUST", "inconclusive"),
      count(server, "SHOULD", "pass"),
      count(server, "SHOULD", "fail"),
      server.target.requests,
      Math.round(server.report.run.durationMs / 1000),
    ]),
  );
}

/** Rules that fail somewhere, MUST before SHOULD. */
function failing() {
  const rank = { MUST: 0, SHOULD: 1, MAY: 2 };
  return ids
    .filter((id) => verdictsOf(id).includes("fail"))
    .sort((a, b) => rank[ruleOf(a).level] - rank[ruleOf(b).level]);
}

function matrix() {
  const rows = ids.filter((id) => {
    const verdicts = verdictsOf(id);
    const differs = ruleOf(id).level !== "MAY" && new Set(verdicts).size > 1;
    return differs || verdicts.includes("fail");
  });
  return table(
    ["rule", "level", ...servers.map(({ name }) => name)],
    rows.map((id) => {
      const verdicts = verdictsOf(id);
      const name = verdicts.includes("fail") ? `[${id}](#${anchorOf(id)})` : id;
      return [name, ruleOf(id).level, ...verdicts.map((verdict) => WORDS[verdict])];
    }),
  );
}

/** A rule of what the protocol leaves open may say something all the same: whether that holds. */
const SAYS = "what the rule says";

/** What the protocol leaves open, where the servers do not do the same. */
function observations() {
  const rows = ids.flatMap((id) => {
    const seen = servers.map(({ rules }) => rules.get(id)?.observed ?? {});
    const cases = [...new Set(seen.flatMap(Object.keys))];
    return cases.flatMap((name) => {
      const answers = seen.map((one) => told(one[name] ?? "—"));
      const words = name === SAYS ? answers.map((one) => one.replace(/:.*/s, "")) : answers;
      const looked = name === SAYS ? ruleOf(id).title : code(name);
      return new Set(words).size > 1 ? [[id, looked, ...words]] : [];
    });
  });
  return table(["rule", "what is looked at", ...servers.map(({ name }) => name)], rows);
}

/** What `repeat.mjs` saw, where the failure was one to repeat. */
function curlWords({ repeated }, { id }) {
  const one = repeated.get(id);
  if (!one) return "";
  return `; curl ${one.repeated ? "repeats it" : "**does not** repeat it"}: ${code(lasting(one.saw))}`;
}

/** How many of the MUST failures of each server came again. */
function repeats() {
  return table(
    ["", "MUST failures", "repeated by curl", "not repeated"],
    servers.map(({ name, repeated }) => {
      const all = [...repeated.values()];
      const missed = all.filter((one) => !one.repeated);
      const words = missed.map(({ rule, saw }) => `${rule} (${lasting(saw)})`).join("; ");
      return [name, all.length, all.length - missed.length, words || "none"];
    }),
  );
}

function sentences(rule, broken) {
  return broken.map((id) => {
    const { text, source } = servers.map(({ target }) => target.statements[id]).find(Boolean);
    return `> **${id}** ${text} ([${source?.where ?? rule.source.where}](${source?.url ?? rule.source.url}))`;
  });
}

function violation(id) {
  const rule = ruleOf(id);
  const found = servers.flatMap((server) =>
    (server.rules.get(id)?.failures ?? []).map((failure) => ({ server, failure })),
  );
  const broken = [...new Set(found.flatMap(({ failure }) => failure.statements))].sort();
  const cases = found.map(({ server, failure }) => {
    const { counterexample } = failure;
    const plain = Object.entries(counterexample ?? {}).filter(
      ([, value]) => typeof value !== "object",
    );
    const sent = plain.map(([key, value]) => `${key} ${code(JSON.stringify(value))}`).join(", ");
    const expected = failure.expected.map((one) => told(one)).join("; ");
    const got = `expected ${code(expected)}, got ${code(told(failure.actual))}`;
    return `- ${server.name}${sent && `, ${sent}`}: ${got}${curlWords(server, failure)}`;
  });
  return [
    `### ${id}`,
    `${rule.level}. ${rule.title}.`,
    sentences(rule, broken).join("\n>\n"),
    cases.join("\n"),
  ].join("\n\n");
}

const binding = ids.filter((id) => ruleOf(id).level !== "MAY");
const heldByAll = binding.filter((id) => verdictsOf(id).every((verdict) => verdict === "pass"));
const [{ report: first }] = servers;
const dates = [...new Set(servers.map(({ report }) => report.run.startedAt.slice(0, 10)))].sort();
const seeds = [...new Set(servers.map(({ report }) => report.run.seed))].join(", ");

writeFileSync(
  PAGE,
  `${[
    "# Six tus servers, judged",
    "Written by `node matrix.mjs` in [examples/tus-servers](../examples/tus-servers); never by hand. Four " +
      "servers of the npm registry, tusd and lua-tus-server, started as their own documentation does it, judged by Assay " +
      `${first.tool.version} on ${dates.join(", ")}, seed ${seeds}. Each MUST failure was ` +
      "[checked by hand](../examples/tus-servers/README.md#checked-by-hand), too. To judge another server: " +
      "[Test a tus server in five minutes](test-a-tus-server.md).",
    "## In figures",
    summary(),
    "What a server does not announce (an extension, a largest size) is not asked of it; such rules count nowhere here. " +
      "A rule is not judged where a failure keeps it from being judged, or a server answers 500 to a call of a race.",
    "## Repeated by curl",
    "The `curl` lines of each MUST failure, as the report prints them, run by a shell against a server started anew " +
      "(`node repeat.mjs`): repeated where the last answer is wrong as in the run, in its status and the headers that the " +
      "rule names; for bytes where the file of the upload has the same wrong ones. Of a race the last two lines are sent " +
      "at once, until both are taken.",
    repeats(),
    "## Where they differ",
    `Of ${binding.length} rules of MUST or SHOULD ${heldByAll.length} hold on all six. These fail somewhere, or are not ` +
      "asked of all:",
    matrix(),
    "`—`: the server does not announce what the rule is about.",
    "## What the protocol leaves open",
    "No failure, but not the same on all six:",
    observations(),
    "## What fails, and which sentence says so",
    "The sentences of the [protocol](https://tus.io/protocols/resumable-upload) in Assay's words, by their ids in " +
      "[statements.yaml](../specs/tus/statements.yaml); then the smallest case that shows it. " +
      "`npx assay explain RULE` says what is sent, a run gives the `curl` lines.",
    ...failing().map(violation),
  ].join("\n\n")}\n`,
);
