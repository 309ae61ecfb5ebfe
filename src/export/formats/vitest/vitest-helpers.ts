import type { Helpers } from "../../code/helpers.ts";

const raw = String.raw;

/** What exported tests for Vitest are written with; only those that a file uses stand in it. */
export const VITEST_HELPERS: Helpers = {
  variable: raw`
/** A variable of the environment; a test without what it needs fails. */
function variable(name, otherwise) {
  const value = process.env[name] || otherwise;
  if (value === undefined) throw new Error("set the environment variable " + name);
  return value;
}`,
  send: raw`
/** Sends a request and reads the whole answer; redirects are answers. */
async function send(method, url, headers, body) {
  const signal = AbortSignal.timeout(60_000);
  const response = await fetch(url, { method, headers, body, redirect: "manual", signal });
  const bytes = Buffer.from(await response.arrayBuffer());
  return { status: response.status, headers: Object.fromEntries(response.headers), bytes };
}`,
  told: raw`
/** An answer for a reader. */
function told(answer) {
  return "got HTTP " + answer.status + " " + JSON.stringify(text(answer).slice(0, 1000));
}`,
  given: raw`
/** A value of an answer that the next requests need. */
function given(value, name, answer) {
  if (value !== undefined && value !== null && typeof value !== "object") return String(value);
  throw new Error("the answer does not give " + name + ", which the test needs: " + told(answer));
}`,
  newRun: raw`
function newRun() {
  return randomUUID().slice(0, 8);
}`,
  newName: raw`
/** A name that nothing on the server has yet. */
function newName(run, number) {
  return "assay-" + run + "-" + number;
}`,
  escapeUrl: raw`
function escapeUrl(value) {
  return encodeURIComponent(value);
}`,
  escapeXml: raw`
function escapeXml(value) {
  return value.replaceAll("&", "&amp;").replaceAll("<", "&lt;").replaceAll(">", "&gt;");
}`,
  escapeJson: raw`
function escapeJson(value) {
  return JSON.stringify(value).slice(1, -1);
}`,
  fromBase64: raw`
function fromBase64(packed) {
  return Buffer.from(packed, "base64");
}`,
  unpacked: raw`
function unpacked(packed) {
  return gunzipSync(Buffer.from(packed, "base64"));
}`,
  toBase64: raw`
function toBase64(bytes) {
  return bytes.toString("base64");
}`,
  documentDigest: raw`
/** SHA-256 of the document: of the body, or of what its base64 in XML or JSON stands for. */
function documentDigest(answer) {
  const body = text(answer);
  const inXml = body.trimStart().startsWith("<")
    ? /<(?:[\w.-]+:)?(?:base64Binary|[\w.-]*Result)(?:\s[^<>]*)?>([A-Za-z0-9+/=\s]*)</.exec(body)
    : null;
  const isJson = /^application\/json(?:\s*;|$)/i.test(answer.headers["content-type"] ?? "");
  const wrapped = inXml ?? (isJson ? /^\s*"([A-Za-z0-9+/=]*)"\s*$/.exec(body) : null);
  const bytes = wrapped ? Buffer.from(wrapped[1], "base64") : answer.bytes;
  return createHash("sha256").update(bytes).digest("hex");
}`,
  success: raw`
/** What the answer says of its success, however that is spelled. */
function success(answer) {
  const inElement = /<success>([^<]*)<\/success>/i.exec(text(answer));
  const said = attributeInAnyCase(answer, "success") ?? inElement?.[1];
  if (/^\s*(?:true|1)\s*$/i.test(said ?? "")) return "true";
  return /^\s*(?:false|0)\s*$/i.test(said ?? "") ? "false" : undefined;
}`,
  attributeInAnyCase: raw`
function attributeInAnyCase(answer, name) {
  const exact = attribute(answer, name);
  if (exact !== undefined) return exact;
  const attributes = element(text(answer))?.attributes ?? new Map();
  const found = [...attributes].find(([own]) => own.toLowerCase() === name.toLowerCase());
  return found?.[1];
}`,
  attribute: raw`
function attribute(answer, name) {
  return element(text(answer))?.attributes.get(name);
}`,
  elementText: raw`
function elementText(answer) {
  return element(text(answer))?.text.replace(/\s+/g, "");
}`,
  element: raw`
/** The element that carries the answer: the first one with a success attribute. */
function element(xml, isInner = false) {
  const tag =
    /<([A-Za-z_][\w.:-]*)((?:\s+[A-Za-z_][\w.:-]*\s*=\s*(?:"[^"<]*"|'[^'<]*'))*)\s*(\/?)>/g;
  for (const found of xml.matchAll(tag)) {
    const pairs = found[2].matchAll(/([A-Za-z_][\w.:-]*)\s*=\s*(?:"([^"<]*)"|'([^'<]*)')/g);
    const attributes = new Map();
    for (const [, name, double, single] of pairs) attributes.set(name, unescapeXml(double ?? single));
    if (![...attributes.keys()].some((name) => name.toLowerCase() === "success")) continue;
    const rest = found[3] === "/" ? "" : xml.slice(found.index + found[0].length).split("<")[0];
    return { attributes, text: unescapeXml(rest) };
  }
  return isInner || !xml.includes("&lt;") ? undefined : element(unescapeXml(xml), true);
}`,
  unescapeXml: raw`
function unescapeXml(written) {
  const names = { lt: "<", gt: ">", amp: "&", quot: '"', apos: "'" };
  return written.replace(
    /&(?:#x([0-9a-f]{1,6})|#([0-9]{1,7})|(lt|gt|amp|quot|apos));/gi,
    (whole, hex, decimal, name) => {
      if (name !== undefined) return names[name] ?? whole;
      const code = hex === undefined ? Number(decimal) : Number.parseInt(hex, 16);
      return code > 0x10ffff ? whole : String.fromCodePoint(code);
    },
  );
}`,
  json: raw`
/** What a JSON pointer finds in the body; undefined where that is nothing. */
function json(answer, pointer) {
  let value;
  try {
    value = JSON.parse(text(answer));
  } catch {
    return undefined;
  }
  for (const part of pointer.split("/").slice(1)) {
    const name = part.replaceAll("~1", "/").replaceAll("~0", "~");
    if (typeof value !== "object" || value === null || !Object.hasOwn(value, name)) return undefined;
    value = value[name];
  }
  return value;
}`,
  firstGroup: raw`
function firstGroup(answer, pattern) {
  return new RegExp(pattern, "u").exec(text(answer))?.[1];
}`,
  header: raw`
function header(answer, name) {
  return answer.headers[name];
}`,
  text: raw`
function text(answer) {
  return answer.bytes.toString("utf8");
}`,
  hasStatus: raw`
function hasStatus(answer, wanted) {
  const own = String(answer.status);
  return wanted.some((one) => String(one) === own || one === own[0] + "xx");
}`,
  sameText: raw`
function sameText(value, wanted) {
  return value !== undefined && typeof value !== "object" && String(value) === wanted;
}`,
  same: raw`
function same(value, wanted) {
  return isDeepStrictEqual(value, wanted);
}`,
  matches: raw`
function matches(value, pattern) {
  return typeof value === "string" && new RegExp(pattern, "u").test(value);
}`,
  contains: raw`
function contains(value, part) {
  return typeof value === "string" && value.includes(part);
}`,
  isIntegerIn: raw`
function isIntegerIn(value, min, max) {
  return Number.isInteger(value) && value >= (min ?? -Infinity) && value <= (max ?? Infinity);
}`,
  isWholeNumberIn: raw`
function isWholeNumberIn(value, min, max) {
  if (!/^-?[0-9]+$/.test(String(value))) return false;
  return Number(value) >= (min ?? -Infinity) && Number(value) <= (max ?? Infinity);
}`,
  isText: raw`
function isText(value) {
  return typeof value === "string" && value.trim() !== "";
}`,
  isAbsent: raw`
function isAbsent(value) {
  return value === undefined;
}`,
  isEmpty: raw`
function isEmpty(value) {
  return (value ?? "") === "";
}`,
  hasOnly: raw`
function hasOnly(value, names) {
  if (typeof value !== "object" || value === null || Array.isArray(value)) return false;
  return Object.keys(value).every((name) => names.includes(name));
}`,
};
