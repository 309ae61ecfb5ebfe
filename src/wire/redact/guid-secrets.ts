/** A stretch of a text that must not be shown, and the label that stands for it. */
export interface SecretRange {
  readonly start: number;
  readonly end: number;
  readonly label: string;
}

export interface GuidSecrets {
  /** False when the value is not a GUID: then it is for others to keep. */
  add(value: string, label: string): boolean;
  find(text: string): readonly SecretRange[];
}

const GUID =
  /^[{(]?([0-9a-f]{8})-?([0-9a-f]{4})-?([0-9a-f]{4})-?([0-9a-f]{4})-?([0-9a-f]{12})[)}]?$/i;
const DASH = "(?:-|%(?:25)*2d|&(?:(?:amp|#0*38|#x0*26);)*#(?:0*45|x0*2d);|\\\\+u002d)?";
const GUID_IN_TEXT = `([0-9a-f]{8})${["{4}", "{4}", "{4}", "{12}"].map((n) => `${DASH}([0-9a-f]${n})`).join("")}`;

/** The 32 digits of a GUID without dashes make 43 digits of base64, of which 42 are in any place. */
const BASE64_RUN = /(?:[A-Za-z0-9+/_-]|%(?:25)*2[BbFf]|\\{1,8}(?:\/|u002[BbFf])){42,}/g;
const BASE64_OFFSETS = [0, 1, 2, 3];

/**
 * Tickets are GUIDs and there are thousands of them in a long run, so they are not searched for
 * one by one: every GUID of a text is looked up. Found are all letter cases, with or without
 * dashes, and base64 of them, also inside more base64 (the whole run of base64 is then covered).
 */
export function createGuidSecrets(): GuidSecrets {
  const labels = new Map<string, string>();
  const scan = new RegExp(GUID_IN_TEXT, "gi");

  function scanPlain(text: string): SecretRange[] {
    const found: SecretRange[] = [];
    scan.lastIndex = 0;
    for (let match = scan.exec(text); match; match = scan.exec(text)) {
      const label = labels.get(digits(match));
      if (label === undefined) {
        // A secret may begin inside of what looked like another GUID.
        scan.lastIndex = match.index + 1;
        continue;
      }
      found.push({ start: match.index, end: match.index + match[0].length, label });
    }
    return found;
  }

  function scanBase64(text: string): SecretRange[] {
    const found: SecretRange[] = [];
    for (const run of text.matchAll(BASE64_RUN)) {
      const base64 = plainBase64(run[0]);
      for (const offset of BASE64_OFFSETS) {
        const decoded = Buffer.from(base64.slice(offset), "base64").toString("latin1");
        const [hit] = scanPlain(decoded);
        if (!hit) continue;
        found.push({ start: run.index, end: run.index + run[0].length, label: hit.label });
        break;
      }
    }
    return found;
  }

  return {
    add: (value, label) => {
      const match = GUID.exec(value);
      if (!match) return false;
      if (!labels.has(digits(match))) labels.set(digits(match), label);
      return true;
    },
    find: (text) => (labels.size === 0 ? [] : [...scanPlain(text), ...scanBase64(text)]),
  };
}

function digits(match: RegExpExecArray): string {
  return match.slice(1).join("").toLowerCase();
}

function plainBase64(run: string): string {
  return run
    .replace(/(?:%(?:25)*|\\+u00)2b/gi, "+")
    .replace(/(?:%(?:25)*|\\+u00)2f/gi, "/")
    .replaceAll("\\", "");
}
