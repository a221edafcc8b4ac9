import { expect, it } from "vitest";
import { numbersIn } from "./numbers";

it("marks numbers and leaves dates and words alone", () => {
  const sentence =
    "Missed visits fell from 162 in 17,623 (9.19 per 1,000) after the board on 9 February 2026, 95% interval 0.17 to 0.34.";
  const parts = numbersIn(sentence);
  expect(parts.map((part) => part.text).join("")).toBe(sentence);
  expect(parts.filter((part) => part.isNumber).map((part) => part.text)).toEqual([
    "162",
    "17,623",
    "9.19",
    "1,000",
    "95%",
    "0.17",
    "0.34",
  ]);
  expect(numbersIn("Nothing is counted yet.")).toEqual([
    { text: "Nothing is counted yet.", isNumber: false },
  ]);
});
