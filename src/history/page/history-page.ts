import { html } from "../../../reporters/html/html.ts";
import { pageFrame } from "../../../reporters/html/page-frame.ts";
import type { SignatureState } from "../../sign/check-signature.ts";
import type { History } from "../history.ts";
import { brokenSection } from "./broken-section.ts";
import { overviewSection } from "./overview-section.ts";
import { registrySection } from "./registry-section.ts";
import { targetsSection } from "./targets-section.ts";
import { hasTimings, timingsSection } from "./timings-section.ts";
import { trendSection } from "./trend-section.ts";

/**
 * A history as one HTML page that needs nothing beside itself, asks the network for nothing, and can be
 * read without its script.
 *
 * @param options.signatures for each run; undefined where it is not signed
 * @param options.version of assay
 */
export function historyPage(
  history: History,
  options: {
    readonly signatures: readonly (SignatureState | undefined)[];
    readonly version: string;
  },
): string {
  const names = history.targets.map(({ name }) => name).join(", ");
  return pageFrame({
    title: `Assay: the history of ${names || "nothing"}`,
    sections: [
      overviewSection(history),
      trendSection(history),
      brokenSection(history),
      targetsSection(history),
      ...(hasTimings(history) ? [timingsSection(history)] : []),
      registrySection(history, options.signatures),
    ],
    footer: html`<p>assay ${options.version} · assay history site</p>`,
  });
}
