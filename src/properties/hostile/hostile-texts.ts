/** A hostile value of a parameter, as it goes over each kind of binding. */
export interface HostileText {
  readonly name: string;
  /** The value; the fields below stand for it where it cannot be said as text. */
  readonly text: string;
  /** In a query or a form, percent-encoded. */
  readonly percent?: string;
  /** In XML, as bytes. */
  readonly xml?: string | Buffer;
  /** Too long for a query; a server may close the connection on it. */
  readonly long?: true;
}

const KIB = 1024;
const MIB = KIB * KIB;

/** Each stands for a kind: what it might break is said by its name. None is a GUID, a ticket or an int. */
export const HOSTILE_TEXTS: readonly HostileText[] = [
  { name: "markup", text: "<a b='c'>&amp;</a>" },
  { name: "the end of an attribute and of an element", text: `"/><x y="` },
  { name: "a script", text: "<script>alert(1)</script>" },
  { name: "the end of CDATA", text: "]]><x/>" },
  { name: "an undeclared entity", text: "&nope;" },
  { name: "a comment that does not end", text: "<!-- x" },
  { name: "a processing instruction", text: "<?php echo 1 ?>" },
  { name: "quotes of SQL", text: "' OR '1'='1' -- " },
  { name: "a shell command", text: "$(id); `id` | id && id" },
  { name: "a template expression", text: ["$", "{7*7}{{7*7}}#{7*7}<%= 7*7 %>"].join("") },
  { name: "a lookup expression", text: ["$", "{env:PATH}"].join("") },
  { name: "conversions of printf", text: "%s%s%s%n%x%99999d" },
  { name: "line ends and a header", text: "x\r\nX-Assay: 1\r\n\r\nHTTP/1.1 200 OK" },
  { name: "NUL", text: "a\0b", percent: "a%00b" },
  { name: "a GUID up to a NUL", text: "", percent: "0a1b2c3d-4e5f-4a6b-8c7d-9e0f1a2b3c4d%00.txt" },
  { name: "control characters", text: "\u0001\u0008\u000b\u001b[2J\u007f\u0085" },
  { name: "characters that XML forbids", text: "\ufffe\uffff" },
  {
    name: "half a surrogate pair",
    text: "",
    percent: "%ED%A0%80",
    xml: Buffer.from([0xed, 0xa0, 0x80]),
  },
  { name: "invalid UTF-8", text: "", percent: "%FF%FE%80", xml: Buffer.from([0xff, 0xfe, 0x80]) },
  {
    name: "overlong UTF-8",
    text: "",
    percent: "%C0%AE%C0%AE%C0%AF",
    xml: Buffer.from([0xc0, 0xae, 0xc0, 0xaf]),
  },
  { name: "malformed escapes", text: "", percent: "%zz%1%", xml: "%zz%1%" },
  { name: "escapes of IIS", text: "%u003cx%u003e", percent: "%u003cx%u003e" },
  { name: "text from right to left", text: "\u202eabc\u2066def" },
  { name: "combining characters", text: `e${"\u0301".repeat(200)}` },
  { name: "a byte order mark", text: "\ufeffx" },
  { name: "upwards, with slashes", text: "../../../../../../../../etc/passwd" },
  { name: "upwards, with backslashes", text: "..\\..\\..\\..\\..\\windows\\win.ini" },
  { name: "upwards, encoded twice", text: "%2e%2e%2f%2e%2e%2fetc%2fpasswd" },
  { name: "upwards, with dots to spare", text: "....//....//....//etc/passwd" },
  { name: "a UNC path", text: "\\\\127.0.0.1\\c$\\boot.ini" },
  { name: "a file URL", text: "file:///etc/passwd" },
  { name: "the device CON", text: "CON" },
  { name: "the device NUL", text: "NUL.upload" },
  { name: "the device COM1", text: "COM1:" },
  { name: "an alternate data stream", text: "x::$DATA" },
  { name: "a device of Windows", text: "\\\\.\\PhysicalDrive0" },
  { name: "an endless device of Unix", text: "/dev/zero" },
  { name: "a name of JavaScript", text: "__proto__" },
  { name: "a huge number", text: "9".repeat(400) },
  { name: "a number beyond floating point", text: "1e309" },
  { name: "a thousand characters", text: "A".repeat(1200) },
  { name: "many braces", text: "{".repeat(1000) },
  { name: "many spaces", text: " ".repeat(1000) },
  { name: "64 KiB of letters", text: "A".repeat(64 * KIB), long: true },
  { name: "1 MiB of letters", text: "A".repeat(MIB), long: true },
  { name: "192 KiB of characters beyond ASCII", text: "漢".repeat(64 * KIB), long: true },
];
