import { type Html, html } from "./html.ts";

const THEMES = [
  ["auto", "◐", "Theme of the system"],
  ["light", "☀", "Light theme"],
  ["dark", "☾", "Dark theme"],
] as const;

/** Three radio buttons that the stylesheet obeys; the script only remembers the choice. */
export function themeSwitch(): Html {
  const choices = THEMES.map(
    ([value, sign, label]) =>
      html`<label title="${label}"><input type="radio" name="theme" id="theme-${value}" value="${value}"${value === "auto" ? html` checked` : ""}><span aria-hidden="true">${sign}</span><span class="sr">${label}</span></label>`,
  );
  return html`<fieldset class="theme"><legend class="sr">Theme</legend>${choices}</fieldset>`;
}
