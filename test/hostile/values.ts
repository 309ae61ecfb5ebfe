/** Texts that a terminal or the runner of a pipeline would obey, by what they are. */
export const TERMINAL_TEXTS: Readonly<Record<string, string>> = {
  "a colour": "\u001b[31mred",
  "a cleared screen": "\u001b[2J\u001b[H",
  "a title of the window": "\u001b]0;owned\u0007",
  "a link": "\u001b]8;;http://evil.test\u001b\\link\u001b]8;;\u001b\\",
  "a clipboard": "\u001b]52;c;ZXZpbA==\u0007",
  "a C1 sequence": "\u009b31m\u009d0;x\u009c",
  "a carriage return": "bad\rgood",
  "a backspace": "bad\b\b\bgood",
  "a turned direction": "\u202egnp.exe\u2066x\u2069",
  "a line separator": "a\u2028::error::b",
  "a command on a line of its own": "a\n::error file=x::owned",
  "a command after spaces": "a\n \t\u00a0::set-output name=x::y",
  "a stop of commands": "a\n::stop-commands::t\nb\n::t::",
  "an old command": "x ##[error]owned",
  "a command of Azure": "x ##vso[task.setvariable variable=a]b",
  "a command of TeamCity": "##teamcity[buildStatus text='x']",
  "a section of GitLab": "\u001b[0Ksection_start:1:x\r\u001b[0K",
  "letters for tags": "a\u{e0041}\u{e0042}",
  "half a pair": "a\ud800b",
  "a null": "a\u0000b\u007f",
};

/** Whether anything in a text would be obeyed; what it is, for the message of a test. */
export function obeyed(text: string): readonly string[] {
  const found = [
    // biome-ignore lint/suspicious/noControlCharactersInRegex: they are what is looked for
    ...(text.match(/[\u0000-\u0008\u000b-\u001f\u007f-\u009f\u2028-\u202e\u2066-\u2069]/g) ?? []),
    ...(text.match(/[\u{e0000}-\u{e007f}]/gu) ?? []),
    ...(text.match(/^\s*::.*$/gm) ?? []),
    ...(text.match(/##(?:\[|vso\[|teamcity\[)/gi) ?? []),
  ];
  return found.map((one) => JSON.stringify(one));
}

const DEEP = 100_000;

/** What a file may hold that is none of ours. */
export const FILE_CONTENTS: Readonly<Record<string, string | Buffer>> = {
  nothing: "",
  "white space": " \n\t",
  null: "null",
  "a number": "1e999",
  "a text": '"x"',
  "an empty list": "[]",
  "an empty object": "{}",
  "a list of nothing": "[null, null]",
  "half an object": '{"format": "assay-report", ',
  "a prototype":
    '{"__proto__": {"polluted": true}, "constructor": {"prototype": {"polluted": true}}}',
  "its own toString": '{"toString": 1, "valueOf": 1, "format": {"toString": 1}}',
  "a deep list": "[".repeat(DEEP),
  "a deep list that ends": `${"[".repeat(DEEP)}${"]".repeat(DEEP)}`,
  "a deep object": `${'{"a":'.repeat(DEEP)}1${"}".repeat(DEEP)}`,
  "a byte order mark": "\ufeff{}",
  UTF16: Buffer.from('\ufeff{"a": 1}', "utf16le"),
  "no UTF-8": Buffer.from([0x7b, 0xff, 0xfe, 0x80, 0x7d]),
  zeros: Buffer.alloc(5_000),
  "controls and commands": `{"a": "\u001b]0;x\u0007\n::error::x\n##[error]x"}`,
  "one long line": `{"a": "${"x".repeat(300_000)}"}`,
  "many commas": `[${",".repeat(50_000)}]`,
  "a YAML alias that grows": "a: &a [1,1]\nb: &b [*a,*a]\nc: &c [*b,*b]\nd: [*c,*c]\n",
  "a YAML tag": "!!js/function 'x'\n",
  "a YAML merge key": "<<: {a: 1}\na: *nowhere\n",
  "markup of HTML": "<script>alert(1)</script>",
};
