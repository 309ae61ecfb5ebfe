import { describe, expect, test } from "vitest";
import type { RuleReport } from "../../src/model/report.ts";
import { isWhole } from "../sampled.ts";
import { type Edit, hasPython, judgeExample } from "./judge-example.ts";

const APPENDS = "            file.write(chunk)\n";
const CHECKS_CRC = '        if zlib.crc32(chunk) != _crc(arguments.text("chunkHEXCRC")):\n';
const TAKES_TURN = "        with self.server.turn:\n            try:\n                values =";
const TAKES_NONE = "        if True:\n            try:\n                values =";
const KNOWS_USER = `            raise Refused("[901] Session expired or Invalid ticket")
        return user
`;

/** Mistakes that users of upload servers reported, each made in the example server. */
const FAULTS: Readonly<Record<string, readonly Edit[]>> = {
  "a chunk is kept as UTF-8": [appends('chunk.decode("utf-8", "replace").encode()')],
  "CR LF becomes LF": [appends('chunk.replace(b"\\r\\n", b"\\n")')],
  "a chunk ends at its first NUL": [appends('chunk.split(b"\\0")[0]')],
  "a plus in base64 is read as a space": [
    edit(
      "inforouter.py",
      '"".join((value or "").split()), validate=True',
      '(value or "").replace("+", " ")',
    ),
  ],
  "bodies over 1.2 MB are refused": [
    edit("server.py", "LARGEST_BODY = 64 * 1024 * 1024", "LARGEST_BODY = 1_200_000"),
  ],
  "a chunk that was cut is appended": [
    edit(
      "server.py",
      '        if len(content) < length:\n            raise Unreadable("The body ends too early.")\n',
      "        self.server.inforouter.was_cut = len(content) < length\n",
    ),
    edit(
      "inforouter.py",
      '        last = arguments.boolean("lastChunk")\n',
      '        last = arguments.text("lastChunk").lower() == "true"\n',
    ),
    edit(
      "inforouter.py",
      CHECKS_CRC,
      CHECKS_CRC.replace("if zlib", "if not self.was_cut and zlib"),
    ),
    edit(
      "inforouter.py",
      "    def offer(self, names):",
      "    was_cut = False\n\n    def offer(self, names):",
    ),
    edit("inforouter.py", ", validate=True)", '[: len(value or b"") // 4 * 4])'),
  ],
  "two deletes at once are both 200": [
    edit(
      "server.py",
      "            with self.server.turn:\n                api =",
      "            if True:\n                api =",
    ),
    edit("uploads_api.py", "import json\n", "import json\nimport time\n"),
    edit(
      "uploads_api.py",
      "        del self._uploads[name]\n",
      "        time.sleep(0.005)\n        self._uploads.pop(name, None)\n",
    ),
  ],
  "the current user is in a field that calls share": [
    edit("server.py", TAKES_TURN, TAKES_NONE),
    edit("inforouter.py", "import os\n", "import os\nimport time\n"),
    edit(
      "inforouter.py",
      KNOWS_USER,
      KNOWS_USER.replace(
        "return user\n",
        "self._current = user\n        time.sleep(0.001)\n        return self._current\n",
      ),
    ),
  ],
  "the CRC 0 is not looked at": [
    edit(
      "inforouter.py",
      CHECKS_CRC,
      CHECKS_CRC.replace("if zlib", 'if _crc(arguments.text("chunkHEXCRC")) != 0 and zlib'),
    ),
  ],
  "SOAP elements are read by their position": [
    edit(
      "incoming.py",
      '    pairs = [(_local(item.tag), "".join(item.itertext())) for item in call]\n',
      `    names = [_local(item.tag) for item in call]
    if len(names) == 2:
        names.sort(key=lambda name: name.lower() != "authenticationticket")
    pairs = [(name, "".join(item.itertext())) for name, item in zip(names, call)]
`,
    ),
  ],
};

/** Found by a rule that no document makes a MUST: the order of elements is the WSDL's to say. */
const BY_SHOULD = ["SOAP elements are read by their position"];

describe.skipIf(!hasPython || !isWhole)("a mistake that users reported of their servers", () => {
  test.each(Object.entries(FAULTS))(
    "is found with the default settings: %s",
    async (name, edits) => {
      const { code, target } = await judgeExample([], { edits });
      const failed = target.rules.filter(({ verdict }) => verdict === "fail");
      const level = BY_SHOULD.includes(name) ? "SHOULD" : "MUST";
      expect(failed.map((rule) => rule.level)).toContain(level);
      expect(code).toBe(level === "MUST" ? 1 : 0);
      expect(target.rules.filter(isFlaky).map(({ id, reason }) => [id, reason])).toEqual([]);
    },
  );
});

function isFlaky({ reason }: RuleReport): boolean {
  return reason?.startsWith("flaky") ?? false;
}

function appends(bytes: string): Edit {
  return edit("inforouter.py", APPENDS, `            file.write(${bytes})\n`);
}

function edit(file: string, old: string, by: string): Edit {
  return { file, old, by };
}
