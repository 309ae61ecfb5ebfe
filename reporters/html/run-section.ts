import type { DeviationState } from "../../src/model/known.ts";
import type { TargetReport } from "../../src/model/report.ts";
import { deviationName, deviationsOf } from "../deviations-of.ts";
import { isOfTraffic } from "../is-of-traffic.ts";
import { planWords } from "../plan-words.ts";
import { count } from "../text/count.ts";
import { formatDuration } from "../text/format-duration.ts";
import { type Html, html, lines } from "./html.ts";
import type { PageContent } from "./page-content.ts";
import type { Section } from "./page-frame.ts";
import { webLink } from "./web-link.ts";

/** The circumstances of the run: enough to repeat it, and what it left behind. */
export function runSection({ report }: PageContent): Section {
  const { run, specs, tool, targets } = report;
  const facts: readonly (readonly [string, Html | string])[] = [
    ["Command", html`<code>${run.command}</code>`],
    ...(isOfTraffic(report) ? [] : [["Seed", String(run.seed)] as const]),
    ["Started", run.startedAt],
    ["Took", formatDuration(run.durationMs)],
    ["Complete", run.complete ? "yes" : "no: what is missing was not judged"],
    ["Edition", run.edition ? `${run.edition} alone` : "what every edition promises"],
    ["Shard", run.shard ?? "none: the whole of what was selected"],
    ["Run", html`<code>${run.id}</code>`],
    ["Tool", `${tool.name} ${tool.version}`],
    [
      "Rules",
      html`${count(specs.rules, "rule")} for ${count(specs.statements, "statement")}, <code>${specs.digest}</code>`,
    ],
    ...optional("Code of the tool", tool.digest),
    ...optional("Digest of the report", report.digest),
    ...optional("Journal", run.journal),
  ];
  const body = html`<dl class="facts">${facts.map(([name, value]) => html`<dt>${name}</dt><dd>${value}</dd>`)}</dl>
${targets.map(planned)}${targets.map(waited)}${targets.map(deviations)}${targets.map(leftovers)}${targets.map(launchLog)}`;
  return { id: "run", title: "Run", body };
}

function optional(name: string, value: string | undefined): readonly (readonly [string, Html])[] {
  return value === undefined ? [] : [[name, html`<code>${value}</code>`]];
}

function planned({ name, plan }: TargetReport): Html | false {
  return plan !== undefined && html`<p>${name}: ${planWords(plan)}.</p>`;
}

function waited({ name, throttled = 0 }: TargetReport): Html | false {
  return (
    throttled > 0 &&
    html`<p>${name} asked to wait (429 or 503) ${count(throttled, "time")}; those requests were sent again.</p>`
  );
}

const STATES: readonly (readonly [DeviationState, string])[] = [
  ["stale", "Stale deviations: these rules pass, remove their entries"],
  ["expired", "Expired deviations: these rules still fail"],
  ["not-judged", "Deviations that were not judged"],
];

function deviations(target: TargetReport): readonly (Html | false)[] {
  return STATES.map(([state, title]) => {
    const entries = deviationsOf(target, state).map((entry) => {
      const { reason, link, since, expires } = entry;
      const dates = [since && `since ${since}`, expires && `until ${expires}`]
        .filter(Boolean)
        .join(", ");
      return html`<li><code>${deviationName(entry)}</code> ${reason}${dates && ` (${dates})`}${link && html` ${webLink(link, link)}`}</li>`;
    });
    return (
      entries.length > 0 &&
      html`<h3>${title} <span class="quiet">${target.name}</span></h3><ul>${entries}</ul>`
    );
  });
}

function leftovers({ name, leftovers: left }: TargetReport): Html | false {
  return (
    left.length > 0 &&
    html`<h3>Left on ${name}</h3><ul>${left.map((each) => html`<li><code>${each}</code></li>`)}</ul>`
  );
}

/** The end of what a started server wrote. */
function launchLog({ name, launchLog: log }: TargetReport): Html | false {
  if (!log) return false;
  return html`<h3>Log of ${name}</h3><pre class="log" tabindex="0">${lines(log)}</pre>`;
}
