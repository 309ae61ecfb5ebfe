import { expect, test } from "vitest";
import { foldText } from "../../reference/inforouter/soap/fold-text.ts";

const LONG = "A".repeat(5000);

test("a long text becomes a short mark, and comes back", () => {
  const { xml, unfold } = foldText(`<a><b>${LONG}</b><c>x</c><d>${LONG}=</d></a>`);
  expect(xml).toBe("<a><b>\ue0000\ue000</b><c>x</c><d>\ue0001\ue000</d></a>");
  expect(unfold("\ue0001\ue000")).toBe(`${LONG}=`);
  expect(unfold("x")).toBe("x");
});

test.each([
  ["with a reference", `<a>${LONG}&amp;</a>`],
  ["with a quote", `<a b=">${LONG}">c</a>`],
  ["outside an element", LONG],
  ["before an element", `${LONG}<a/>`],
  ["after the last", `<a/>${LONG}`],
  ["in an unclosed tag", `<a><b ${LONG}</a>`],
  ["beside the mark", `<a>\ue000${LONG}</a>`],
])("a text %s is left alone", (_where, xml) => {
  const folded = foldText(xml);
  expect(folded.xml).toBe(xml);
  expect(folded.unfold("\ue0000\ue000")).toBe("\ue0000\ue000");
});

test.each([">", "<", "<>", ">A", "a<"])("a megabyte of %j is read in no time", (text) => {
  const started = performance.now();
  foldText(text.repeat(2 ** 20 / text.length));
  expect(performance.now() - started).toBeLessThan(1000);
});
