/**
 * The textual forms of a GUID by the letters of .NET's `Guid.ToString`, and two that parsers of other stacks
 * take, in order of plainness.
 */
export const GUID_FORMS = [
  "D",
  "D-upper",
  "N",
  "B",
  "P",
  "X",
  "padded",
  "zeros",
  "urn",
  "braced-N",
] as const;

export type GuidForm = (typeof GUID_FORMS)[number];

/** From the 32 digits in lower case. */
const WRITE: Readonly<Record<GuidForm, (digits: string) => string>> = {
  D: dashed,
  "D-upper": (digits) => dashed(digits).toUpperCase(),
  N: (digits) => digits,
  B: (digits) => `{${dashed(digits)}}`,
  P: (digits) => `(${dashed(digits)})`,
  X: hexGroups,
  padded: (digits) => ` ${dashed(digits)} `,
  urn: (digits) => `urn:uuid:${dashed(digits)}`,
  "braced-N": (digits) => `{${digits}}`,
  zeros: (digits) => dashed(digits).replace(/[^-]/g, "0"),
};

/**
 * The same GUID in another form; `zeros` is all zeros whatever the GUID is.
 *
 * @param guid 32 hexadecimal digits, in whichever of these forms a server wrote them
 * @throws RangeError for a form that is not in GUID_FORMS, or a text that is no GUID
 */
export function rewriteGuid(form: string, guid: string): string {
  if (!isGuidForm(form)) {
    throw new RangeError(`"${form}" is no form of a GUID: use one of ${GUID_FORMS.join(", ")}`);
  }
  const digits = guid
    .trim()
    .replace(/^urn:uuid:/i, "")
    .replace(/0x|[-{}(),\s]/gi, "")
    .toLowerCase();
  if (!/^[0-9a-f]{32}$/.test(digits)) {
    throw new RangeError(`${JSON.stringify(guid)} is no GUID, and so has no form ${form}`);
  }
  return WRITE[form](digits);
}

export function isGuidForm(value: unknown): value is GuidForm {
  return GUID_FORMS.some((form) => form === value);
}

function dashed(digits: string): string {
  return digits.replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, "$1-$2-$3-$4-$5");
}

/** `{0x########,0x####,0x####,{0x##,...}}` with eight groups inside. */
function hexGroups(digits: string): string {
  const [, first, second, third, rest = ""] = /^(.{8})(.{4})(.{4})(.{16})$/.exec(digits) ?? [];
  const bytes = rest.match(/../g) ?? [];
  return `{0x${first},0x${second},0x${third},{${bytes.map((byte) => `0x${byte}`).join(",")}}}`;
}
