import type { GuidForm, ValueStyle } from "../dialect/value-style.ts";

const D = "[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}";
const BYTE = "0x[0-9a-f]{2}";

/** The forms of .NET's Guid.Parse and of other parsers. Version and variant bits mean nothing. */
const FORMS: Readonly<Record<GuidForm, RegExp>> = {
  D: new RegExp(`^${D}$`, "i"),
  N: /^[0-9a-f]{32}$/i,
  B: new RegExp(`^\\{${D}\\}$`, "i"),
  P: new RegExp(`^\\(${D}\\)$`, "i"),
  X: new RegExp(
    `^\\{0x[0-9a-f]{8},0x[0-9a-f]{4},0x[0-9a-f]{4},\\{${Array(8).fill(BYTE).join(",")}\\}\\}$`,
    "i",
  ),
  URN: new RegExp(`^urn:uuid:${D}$`, "i"),
  BN: /^\{[0-9a-f]{32}\}$/i,
};

/** The GUID in form D and lower case, or undefined when the dialect takes the text for none. */
export function parseGuid(
  text: string,
  { guidForms, trimsGuids }: Pick<ValueStyle, "guidForms" | "trimsGuids">,
): string | undefined {
  const value = trimsGuids ? text.trim() : text;
  if (!guidForms.some((form) => FORMS[form].test(value))) return undefined;
  if (value.length === 36) return value.toLowerCase();
  const digits = value
    .toLowerCase()
    .replace(/^urn:uuid:/, "")
    .replaceAll("0x", "")
    .replace(/[^0-9a-f]/g, "");
  return digits.replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, "$1-$2-$3-$4-$5");
}
