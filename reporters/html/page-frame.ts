import { createHash } from "node:crypto";
import { type Html, html } from "./html.ts";
import { pageFiles } from "./page-files.ts";

/** What a page says; the frame adds style, script, policy, the theme switch and the links to its sections. */
export interface Page {
  /** Of the window, and the first words of the page. */
  readonly title: string;
  readonly sections: readonly Section[];
  /** The last lines: where the page comes from. */
  readonly footer: Html;
}

export interface Section {
  /** Where links within the page go; words in lower case with hyphens. */
  readonly id: string;
  /** The heading, also in the navigation. */
  readonly title: string;
  readonly body: Html;
  /** The title is there for screen readers only, because the section speaks for itself. */
  readonly quiet?: boolean;
}

/**
 * A whole HTML document in one text that needs nothing else: style and script are inside and allowed by
 * their digests, everything else is forbidden by the Content-Security-Policy, requests and `innerHTML`
 * among it. `html` escapes what the sections show.
 */
export function pageFrame({ title, sections, footer }: Page): string {
  const { style, script } = pageFiles();
  const page = html`
<html lang="en">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="${policy(style, script)}">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<meta name="referrer" content="no-referrer">
<title>${title}</title>
<link rel="icon" href="data:,">
<style>${{ html: style }}</style>
</head>
<body>
<a class="skip" href="#${sections[0]?.id ?? ""}">Skip to the content</a>
<header class="bar">
<a class="brand" href="#${sections[0]?.id ?? ""}">Assay</a>
<nav aria-label="Sections"><ul>${sections.map(({ id, title: name }) => html`<li><a href="#${id}">${name}</a></li>`)}</ul></nav>
${themeSwitch()}
</header>
<main>
<h1 class="sr">${title}</h1>
${sections.map(sectionHtml)}
</main>
<footer>${footer}</footer>
<div class="sr" role="status" id="said"></div>
<script>${{ html: script }}</script>
</body>
</html>
`;
  return `<!doctype html>${page.html}`;
}

const THEMES = [
  ["auto", "◐", "Theme of the system"],
  ["light", "☀", "Light theme"],
  ["dark", "☾", "Dark theme"],
] as const;

/** Three radio buttons that the stylesheet obeys; the script only remembers the choice. */
function themeSwitch(): Html {
  const choices = THEMES.map(
    ([value, sign, label]) =>
      html`<label title="${label}"><input type="radio" name="theme" id="theme-${value}" value="${value}"${value === "auto" ? html` checked` : ""}><span aria-hidden="true">${sign}</span><span class="sr">${label}</span></label>`,
  );
  return html`<fieldset class="theme"><legend class="sr">Theme</legend>${choices}</fieldset>`;
}

function sectionHtml({ id, title, body, quiet }: Section): Html {
  return html`<section id="${id}" class="section" aria-labelledby="${id}-title" tabindex="-1">
<h2 id="${id}-title"${quiet ? html` class="sr"` : ""}>${title}</h2>
${body}
</section>
`;
}

function policy(style: string, script: string): string {
  return [
    "default-src 'none'",
    `style-src '${digest(style)}'`,
    `script-src '${digest(script)}'`,
    "img-src data:",
    "base-uri 'none'",
    "form-action 'none'",
    "require-trusted-types-for 'script'",
    "trusted-types 'none'",
  ].join("; ");
}

function digest(text: string): string {
  return `sha256-${createHash("sha256").update(text).digest("base64")}`;
}
