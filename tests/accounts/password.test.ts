import { expect, test } from "vitest";
import { passwordProblem } from "../../src/features/accounts/person/password.ts";

const ALICE = { name: "Alice O’Neill", email: "alice.oneill@northcouncil.example" };
const problem = (password: string) => passwordProblem(password, ALICE);

test.each([
  "teapot gravel lantern",
  "correct horse battery staple",
  "vP7#kd9!qWz2",
  "мой зелёный чайник",
  "🫖 lantern gravel 🫖",
  "a".repeat(3) + " very unlikely sentence about marmalade",
  "Plover-Quartz-Umbrella",
  "4820 9164 7735",
  "x9".padEnd(128, "qjvkzwpy3m"),
])("it accepts %s", (password) => {
  expect(problem(password)).toBe(null);
});

test.each([
  ["", "Enter a password"],
  ["short words", "12 characters or more"],
  ["x".repeat(129), "128 characters or fewer"],
  ["aaaaaaaaaaaa", "over and over"],
  ["abcdabcdabcdabcd", "over and over"],
  ["tiktoktiktok1", "over and over"],
  ["password12345678", "too easy to guess"],
  ["P4ssw0rd!P4ssw0rd", "too easy to guess"],
  ["P4ssw0rd!2026!!!", "too easy to guess"],
  ["Liverpool2026!!", "too easy to guess"],
  ["kinstep-carer-2026", "too easy to guess"],
  ["qwertyuiop123", "too easy to guess"],
  ["abcdefghijklmnop", "too easy to guess"],
  ["987654321098", "too easy to guess"],
  ["WelcomeSummer2026", "too easy to guess"],
  ["Alice.ONeill.2026", "your name or email address"],
  ["northcouncilAlice1", "your name or email address"],
])("it refuses %s", (password, sentence) => {
  expect(problem(password)).toContain(sentence);
});

test("it says nothing of which kinds of characters to use, and takes any", () => {
  expect(problem("lowercase only gravel")).toBe(null);
  expect(problem("            ")).toContain("over and over");
});
