import { createGuidSecrets, type SecretRange } from "./guid-secrets.ts";
import { createTextSecrets } from "./text-secrets.ts";

export interface Secrets {
  /** `label` is shown instead, as `‹label›`: `ticket:owner`. May be called at any time, and again. */
  add(value: string, label: string): void;
  redact(text: string): string;
}

/** Shorter values occur by chance everywhere: replacing them would hide nothing and ruin the text. */
export const MIN_SECRET_LENGTH = 4;

/**
 * The passwords, tickets and keys of a run, to be replaced in everything that is shown or kept.
 *
 * `redact` replaces every occurrence of every secret by its label: raw, percent-encoded, as a form,
 * escaped for XML or JSON, in base64 (of the value alone or inside a larger payload), and GUIDs in
 * any letter case and with or without dashes. It looks at the text as a whole, so that secrets
 * inside or across one another leave no rest. A text without secrets is returned as it is.
 *
 * Not found: a secret that is compressed, encrypted, hashed, split by white space or markup, or in
 * another character set than UTF-8. Values shorter than {@link MIN_SECRET_LENGTH} are ignored.
 */
export function createSecrets(): Secrets {
  const guids = createGuidSecrets();
  const texts = createTextSecrets();
  return {
    add: (value, label) => {
      if (value.length < MIN_SECRET_LENGTH) return;
      if (!guids.add(value, label)) texts.add(value, label);
    },
    redact: (text) => {
      if (text.length < MIN_SECRET_LENGTH) return text;
      const ranges = [...guids.find(text), ...texts.find(text)];
      return ranges.length === 0 ? text : cover(text, ranges);
    },
  };
}

/** Overlapping ranges become one, under the label of the longest that begins first. */
function cover(text: string, ranges: SecretRange[]): string {
  ranges.sort((a, b) => a.start - b.start || b.end - a.end);
  let shown = "";
  let end = 0;
  for (const range of ranges) {
    if (range.start >= end) shown += `${text.slice(end, range.start)}‹${range.label}›`;
    end = Math.max(end, range.end);
  }
  return shown + text.slice(end);
}
