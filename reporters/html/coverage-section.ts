import type { Coverage } from "../../src/model/coverage.ts";
import type { TargetReport } from "../../src/model/report.ts";
import { count, thousands } from "../text/count.ts";
import { answersPicture, boundariesPicture, transitionsPicture } from "./coverage-pictures.ts";
import { type Html, html } from "./html.ts";
import { legend } from "./legend.ts";
import { SIGNS, type Sign } from "./mark.ts";
import type { PageContent } from "./page-content.ts";
import type { Section } from "./page-frame.ts";
import { stack } from "./stack.ts";
import { statementSign } from "./statement-sign.ts";

/** What the run exercised on each target, as pictures with the numbers beside them. */
export function coverageSection(content: PageContent): Section {
  const { targets } = content.report;
  const parts = targets.map((target, index) => {
    const pictures = html`<div class="pictures">${statements(target, index, content)}${bindings(target)}${target.coverage && exercised(target.coverage)}</div>`;
    return content.several
      ? html`<details class="fold"${index === 0 && html` open`}><summary>${target.name}</summary>${pictures}</details>`
      : pictures;
  });
  return { id: "coverage", title: "Coverage", body: html`${parts}` };
}

/** True where anything was exercised. */
export function hasCoverage({ report }: PageContent): boolean {
  return report.targets.some(({ coverage, rules }) => coverage !== undefined || rules.length > 0);
}

function figure(
  title: string,
  picture: Html,
  numbers: readonly (readonly [string, string])[] = [],
): Html {
  return html`<figure><figcaption>${title}</figcaption>${picture}${
    numbers.length > 0 &&
    html`<details class="numbers"><summary>Numbers</summary><dl>${numbers.map(([name, words]) => html`<dt>${name}</dt><dd>${words}</dd>`)}</dl></details>`
  }</figure>
`;
}

const ALL_SIGNS = Object.keys(SIGNS) as readonly Sign[];
const NOT_JUDGED: readonly Sign[] = ["untested", "inconclusive", "not-applicable", "absent"];

function statements({ statements: all }: TargetReport, target: number, content: PageContent): Html {
  const squares = Object.keys(all).map((name) => {
    const sign = statementSign(name, target, content);
    return { name, sign, word: SIGNS[sign].word };
  });
  const judged = squares.filter(({ sign }) => !NOT_JUDGED.includes(sign)).length;
  const title = `${thousands(judged)} of ${count(squares.length, "statement")} judged`;
  const parts = ALL_SIGNS.map((kind) => ({
    kind,
    n: squares.filter(({ sign }) => sign === kind).length,
  }));
  return figure(title, html`${waffle(title, squares)}<div class="small">${legend(parts)}</div>`);
}

/** Of the squares of a waffle, in pixels. */
const SIDE = 13;
const STEP = 16;
const PER_ROW = 23;

/** One small square for each thing, in its order, in the colour of its verdict. */
function waffle(
  label: string,
  squares: readonly { readonly name: string; readonly sign: Sign; readonly word: string }[],
): Html {
  const rows = Math.ceil(squares.length / PER_ROW);
  const shown = squares.map(
    ({ name, sign, word }, index) =>
      html`<rect class="fill v-${sign}" x="${(index % PER_ROW) * STEP}" y="${Math.floor(index / PER_ROW) * STEP}" width="${SIDE}" height="${SIDE}" rx="2"><title>${name}: ${word}</title></rect>`,
  );
  return html`<svg class="waffle" viewBox="0 0 ${PER_ROW * STEP} ${rows * STEP}" width="${PER_ROW * STEP}" height="${rows * STEP}" role="img" aria-label="${label}">${shown}</svg>`;
}

/** What a rule about several bindings says counts for each of them. */
function bindings({ rules }: TargetReport): Html {
  const verdicts = rules.flatMap(({ bindings: judged }) =>
    Object.entries(judged).flatMap(([names, verdict]) =>
      names
        .split("+")
        .map((name) => ({ name, sign: verdict === "fail" ? ("violated" as const) : verdict })),
    ),
  );
  const names = [...new Set(verdicts.map(({ name }) => name))];
  const rows = names.map((name) => {
    const own = verdicts.filter((each) => each.name === name);
    const parts = (["violated", "inconclusive", "pass", "observed", "not-applicable"] as const).map(
      (kind) => ({ kind, n: own.filter(({ sign }) => sign === kind).length }),
    );
    return html`<dt>${name}</dt><dd>${stack(parts)}${legend(parts)}</dd>`;
  });
  return figure("Rules by binding", html`<dl class="levels">${rows}</dl>`);
}

function exercised({ answers, transitions, boundaries }: Coverage): Html {
  const kinds = Object.values(answers).reduce((sum, table) => sum + Object.keys(table).length, 0);
  const words = (table: Readonly<Record<string, number>>): string =>
    Object.entries(table)
      .map(([name, n]) => `${name} ${thousands(n)}`)
      .join(", ");
  const answered = count(kinds, "kind of answer", "kinds of answers");
  const moved = count(
    Object.keys(transitions).length,
    "transition between answers",
    "transitions between answers",
  );
  const limits = count(
    Object.keys(boundaries).length,
    "place at a boundary",
    "places at boundaries",
  );
  const table = (counts: Readonly<Record<string, number>>) =>
    Object.entries(counts).map(([name, n]): [string, string] => [name, thousands(n)]);
  return html`${figure(
    answered,
    answersPicture(answered, answers),
    Object.entries(answers).map(([name, own]) => [name, words(own)]),
  )}${figure(
    `${moved}: which call followed which`,
    transitionsPicture(moved, transitions),
    table(transitions),
  )}${Object.keys(boundaries).length > 0 && figure(`${limits}, by distance from the limit`, boundariesPicture(limits, boundaries), table(boundaries))}`;
}
