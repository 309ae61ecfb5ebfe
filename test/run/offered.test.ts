import { describe, expect, test } from "vitest";
import { DIALECTS } from "../../reference/dialects.ts";
import { type ReferenceServer, startReferenceServer } from "../../reference/server.ts";
import type { FoundOperation } from "../../src/model/offer.ts";
import type { Target } from "../../src/model/target.ts";
import { whatIsOffered } from "../../src/run/target/offered.ts";
import { sampled } from "../sampled.ts";
import { cutDownServer, DOUBTFUL_MANNERS, MANNERS, type Manner } from "./cut-down-server.ts";
import { SPECS } from "./judge-with.ts";
import { openBuiltIn, targetOf, withSettings } from "./open-reference.ts";

const MISSING = ["UploadFileChunk", "DownloadDocument"];

/** The target as declared, at another address if one is given. */
function declaring(server: ReferenceServer, url: string, absent: readonly string[]): Target {
  const baseUrl = server.inforouter.baseUrl.replace(server.url, url);
  return withSettings(targetOf(server), "inforouter", { baseUrl, operations: { absent } });
}

async function look(target: Target, service: "inforouter" | "apidatatools" = "inforouter") {
  const open = await openBuiltIn(target);
  try {
    const found = await whatIsOffered(open, service);
    return { found, requests: open.client.stats().requests, leftovers: open.leftovers.words() };
  } finally {
    await open.close();
  }
}

const having = (found: readonly FoundOperation[], standing: FoundOperation["standing"]) =>
  found.filter((one) => one.standing === standing).map(({ name }) => name);

const byName = ([name]: readonly [string, Manner]): string => name;
const MANNERS_TODAY = sampled<[string, Manner]>(Object.entries(MANNERS), {
  oneIn: 4,
  name: byName,
});
const DOUBTFUL_TODAY = sampled<[string, Manner]>(Object.entries(DOUBTFUL_MANNERS), {
  oneIn: 2,
  name: byName,
});

describe.each(MANNERS_TODAY)("a server that says by %s what it lacks", (_, manner) => {
  test("lacks just that", async () => {
    const { server, url } = await cutDownServer(MISSING, manner);
    const { found, requests } = await look(declaring(server, url, []));
    expect(having(found, "not offered")).toEqual(MISSING);
    expect(having(found, "offered")).toHaveLength(found.length - MISSING.length);
    expect(requests).toBeLessThan(3 * found.length);
  });

  test("is believed what it declares", async () => {
    const { server, url } = await cutDownServer(MISSING, manner);
    const { found } = await look(declaring(server, url, MISSING));
    expect(having(found, "declared absent")).toEqual(MISSING);
    expect(having(found, "not offered")).toEqual([]);
  });
});

describe.each(DOUBTFUL_TODAY)("a server whose only word is %s", (_, manner) => {
  test("is neither said to lack an operation nor to have one that it declares absent", async () => {
    const { server, url } = await cutDownServer(MISSING, manner);
    const undeclared = await look(declaring(server, url, []));
    expect(having(undeclared.found, "not offered")).toEqual([]);
    const declared = await look(declaring(server, url, MISSING));
    expect(having(declared.found, "declared absent")).toEqual(MISSING);
  });
});

const OWN_DIALECTS = DIALECTS.filter(({ services }) => services === undefined);

const TODAY = sampled(
  OWN_DIALECTS.map(({ name }) => name),
  { oneIn: 6, name: String },
);

describe.each(TODAY)("the dialect %s", (dialect) => {
  test("offers every operation, at little cost, and nothing is left on it", async () => {
    const server = await startReferenceServer({ dialect });
    try {
      const { found, requests, leftovers } = await look(declaring(server, server.url, []));
      expect(having(found, "offered")).toHaveLength(found.length);
      expect(requests).toBeLessThanOrEqual(found.length + 10);
      expect(leftovers).toEqual([]);
      const uploads = await look(declaring(server, server.url, []), "apidatatools");
      expect(uploads.found).toMatchObject([{ name: "DeleteUpload", standing: "offered" }]);
    } finally {
      await server.close();
    }
  });

  test("answers whatever it is said not to offer", async () => {
    const server = await startReferenceServer({ dialect });
    try {
      const all = Object.values(SPECS.operations["inforouter"] ?? {});
      const absent = all.map(({ name }) => name);
      const { found } = await look(declaring(server, server.url, absent));
      expect(having(found, "declared absent, but answers").toSorted()).toEqual(absent.toSorted());
      expect(new Set(found.map(({ wsdl }) => wsdl))).toEqual(new Set(["lists"]));
    } finally {
      await server.close();
    }
  });
});

test("a network that gives no answer says nothing of an operation", async () => {
  const { server, url } = await cutDownServer(MISSING, () => {
    throw new Error("no answer");
  });
  const { found } = await look(declaring(server, url, []));
  expect(having(found, "not offered")).toEqual([]);
});

test("with the safety read-only no call is made that could create", async () => {
  const { server, url, asked } = await cutDownServer([], MANNERS["404 with JSON"]);
  const { found } = await look({ ...declaring(server, url, []), safety: "read-only" });
  const creating = Object.values(SPECS.operations["inforouter"] ?? {}).flatMap(
    ({ name, creates }) => (creates ? [name] : []),
  );
  expect(having(found, "not tried")).toEqual(creating);
  expect(asked.filter((name) => creating.includes(name))).toEqual([]);
  expect(asked).toContain("DeleteUploadHandler");
});

test("what a server makes of a harmless call all the same is removed at once", async () => {
  const made = {
    status: 200,
    type: "text/xml",
    body: '<response success="true" downloadhandler="0f8fad5b-d9cb-469f-a165-70867728950e"/>',
  };
  const { server, url, asked } = await cutDownServer(["GetDownloadHandler"], (name, isSoap) =>
    name === "GetDownloadHandler" ? made : MANNERS["404 with nothing"](name, isSoap),
  );
  const { found, leftovers } = await look(declaring(server, url, []));
  expect(having(found, "offered")).toContain("GetDownloadHandler");
  // Once as operations are asked for, and once to remove the handler.
  expect(asked.filter((name) => name === "DeleteDownloadHandler")).toHaveLength(2);
  expect(leftovers).toEqual([]);
});
