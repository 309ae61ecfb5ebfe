import { expect, test } from "vitest";
import { callsAt } from "../../../../../src/services/inforouter/properties/at-once/spot.ts";

const WAY = {
  name: "Finalize",
  statements: [],
  calls: [
    { call: "Create", with: { size: 0 }, save: { handler: "Handler" } },
    { call: "Chunk", with: { handler: "$handler", chunk: "$content" } },
    {
      call: "Finalize",
      with: {
        path: "$newDocument",
        folder: "$folders.writable",
        name: "$newDocumentName",
        handler: "$handler",
      },
    },
  ],
};
const CONTENT = { bytes: { size: 3, seed: 1 } };

test("a way is about another place, with contents and names of its own", () => {
  const { before, call } = callsAt(WAY, { name: "-a.txt" }, 7, CONTENT);
  expect(before).toEqual([
    { call: "Create", with: { size: 0 }, save: { handler7: "Handler" } },
    { call: "Chunk", with: { handler: "$handler7", chunk: CONTENT } },
  ]);
  expect(call.with).toEqual({
    path: { join: ["$newDocument", "-a.txt"] },
    folder: "$folders.writable",
    name: { join: ["$newDocumentName", "-a.txt"] },
    handler: "$handler7",
  });
});

test("in a folder of its own a place has its name alone", () => {
  const { call } = callsAt(WAY, { name: "a.txt", folder: "-one" }, 7, CONTENT);
  expect(call.with).toMatchObject({
    path: { join: ["$newDocument", "-one", "/", "a.txt"] },
    folder: { join: ["$newDocument", "-one"] },
    name: "a.txt",
  });
});
