import { expect, test } from "vitest";
import { baseUrlHints } from "../../../src/services/inforouter/adapter.ts";

test("a gateway elsewhere is only worth a hint", () => {
  expect(baseUrlHints("http://h/api")).toEqual([
    "the base URL of inforouter does not end in /srv.asmx, as infoRouter's does: http://h/api/srv.asmx?",
  ]);
  expect(baseUrlHints("http://h/srv.asmx")).toEqual([]);
});
