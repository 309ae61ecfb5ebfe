import type { SecretRange } from "./guid-secrets.ts";
import { base64Fragments, base64Pattern } from "./secret-base64.ts";
import { secretPattern } from "./secret-pattern.ts";

export interface TextSecrets {
  add(value: string, label: string): void;
  find(text: string): readonly SecretRange[];
}

interface Form {
  readonly label: string;
  /** Occurs in the text wherever the pattern does, and is far cheaper to look for. */
  readonly probe: string;
  readonly pattern: RegExp;
}

/** Passwords, keys and odd tickets: few, of any characters; each is searched for in all its forms. */
export function createTextSecrets(): TextSecrets {
  const known = new Set<string>();
  const forms: Form[] = [];

  function addForm(text: string, source: string, label: string): void {
    forms.push({ label, probe: probeOf(text), pattern: new RegExp(source, "g") });
  }

  return {
    add: (value, label) => {
      if (known.has(value)) return;
      known.add(value);
      addForm(value, secretPattern(value), label);
      for (const part of base64Fragments(value)) addForm(part, base64Pattern(part), label);
    },
    find: (text) => {
      const found: SecretRange[] = [];
      for (const { label, probe, pattern } of forms) {
        if (!text.includes(probe)) continue;
        for (const match of text.matchAll(pattern)) {
          found.push({ start: match.index, end: match.index + match[0].length, label });
        }
      }
      return found;
    },
  };
}

/** The longest run of letters and digits, which every encoding leaves as it is; may be empty. */
function probeOf(text: string): string {
  return text.split(/[^A-Za-z0-9]+/).reduce((a, b) => (b.length > a.length ? b : a));
}
