import fc from "fast-check";
import { defineGenerator } from "./define-generator.ts";
import { isWord, word } from "./word.ts";

const MOST_WORDS = 3;

export const textShort = defineGenerator({
  name: "text.short",
  title: "One to three short words of letters and digits, with single spaces between.",
  arbitrary: () =>
    fc.array(word(), { minLength: 1, maxLength: MOST_WORDS }).map((words) => words.join(" ")),
  holds: (value) => {
    const words = typeof value === "string" ? value.split(" ") : [];
    return words.length >= 1 && words.length <= MOST_WORDS && words.every(isWord);
  },
});
