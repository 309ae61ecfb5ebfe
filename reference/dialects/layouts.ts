import type { Layout } from "../dialect/answer-style.ts";

/** `<a b="c" />` */
export const LINE: Layout = { between: " ", end: " />", around: "" };

/** `<a b="c"/>` */
export const COMPACT: Layout = { between: " ", end: "/>", around: "" };

/** `<a b="c"></a>` */
export const TAGGED: Layout = { between: " ", end: "tag", around: "" };

/** Each attribute and each element on a line of its own. */
export const PRETTY: Layout = { between: "\r\n    ", end: " />", around: "\r\n" };
