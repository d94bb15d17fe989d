import { expect, test } from "vitest";
import { MOST_CHILDREN } from "../../src/features/families/opening/new-family-form.ts";
import { MOST_FIELDS, typedValues } from "../../src/forms/form.ts";
import { hasTooManyParts, MOST_IN_ADDRESS } from "../../src/web/field-ceiling.ts";
import { testApp } from "../support/app.ts";
import { fieldsOf } from "../support/html.ts";
import { aGroup } from "../support/register-posts.ts";

const names = (most: number) => Array.from({ length: most }, (_, at) => `n${at}`);
const encoded = (most: number) => ({ type: "application/x-www-form-urlencoded", body: names(most).join("=&") });
const inParts = (most: number, end = "\r\n", type = "multipart/form-data; boundary=x") => ({
  type,
  body: `${names(most)
    .map((name) => `--x${end}Content-Disposition: form-data; name="${name}"${end}${end}1${end}`)
    .join("")}--x--${end}`,
});

type Sent = { type: string; body: string };

const sent = async (path: string, { type, body }: Sent) => {
  const t = await testApp({ as: "alice" });
  const res = await t.post(path, body, { "Content-Type": type });
  return { status: res.status, text: await res.text() };
};

const over = MOST_FIELDS + 1;
const OVER: [string, Sent][] = [
  ["names", encoded(over)],
  ["one name", { type: "application/x-www-form-urlencoded", body: "n=1&".repeat(over) }],
  ["parts", inParts(over)],
  ["parts that end in line feeds alone", inParts(over, "\n")],
  ["parts behind a quoted boundary", inParts(over, "\r\n", 'multipart/form-data; boundary="x"')],
];

test.each(OVER)("a form of more than 2,000 fields is refused with a sentence: %s", async (_, body) => {
  for (const path of ["/sign-in", "/invitations/none", "/families/new", "/nowhere"]) {
    const { status, text } = await sent(path, body);
    expect([path, status]).toEqual([path, 400]);
    expect(text).toContain("What was sent has more than 2,000 fields. No form here has as many. Nothing was saved.");
  }
});

test("no second boundary, hidden in the header, takes the parts apart uncounted", async () => {
  const hidden = 'multipart/form-data; y="; boundary=other"; boundary=x';
  const escaped = 'multipart/form-data; boundary="\\x"';
  for (const type of [hidden, escaped]) {
    const { status, text } = await sent("/families/new", inParts(over, "\r\n", type));
    expect(status).toBe(400);
    expect(text).toContain("Nothing was saved.");
  }
});

test.each([
  ["names", encoded(MOST_FIELDS)],
  ["parts", inParts(MOST_FIELDS)],
])("a form of 2,000 fields is read: %s", async (_, body) => {
  const { status, text } = await sent("/families/search", body);
  expect(status).toBe(422);
  expect(text).toContain("Enter a name, a reference");
});

test("a text of thousands of lines is one field", async () => {
  const lines = "--x is no boundary\r\n--\r\n".repeat(5000);
  const body = `--x7\r\nContent-Disposition: form-data; name="q"\r\n\r\n${lines}\r\n--x7--\r\n`;
  const { status } = await sent("/families/search", { type: "multipart/form-data; boundary=x7", body });
  expect(status).toBe(422);
});

test("an address of more than 200 values is refused with a sentence", async () => {
  const t = await testApp({ as: "alice" });
  const asked = (most: number) => t.get(`/families?${names(most).join("=1&")}`);
  expect((await asked(MOST_IN_ADDRESS)).status).toBe(200);
  const res = await asked(MOST_IN_ADDRESS + 1);
  expect(res.status).toBe(400);
  expect(await res.text()).toContain("An address can hold 200 values at most.");
});

test("counting parts takes time by the length of a body, whatever is in it", () => {
  const boundary = "-".repeat(70);
  const worst = ["\n--", "\n", `\n--${boundary.slice(1)}x`, "-"].map((piece) =>
    new TextEncoder().encode(piece.repeat(2_000_000 / piece.length)),
  );
  for (const body of worst) {
    const from = performance.now();
    expect(hasTooManyParts(body, boundary)).toBe(false);
    expect(performance.now() - from).toBeLessThan(1000);
  }
});

test("all that was typed is read in one pass: a list where a name came more than once, in the order sent", () => {
  const data = new FormData();
  for (const [name, value] of ["a1", "b1", "a2", "c1", "a3"].map((one) => [one[0]!, one] as const))
    data.append(name, value);
  data.append("file", new File(["x"], "pack.json"));
  expect({ ...typedValues(data) }).toEqual({ a: ["a1", "a2", "a3"], b: "b1", c: "c1", file: "pack.json" });
});

test("the ceiling is four times the longest form, a register of 60 people", async () => {
  const t = await testApp({ as: "bob" });
  const { run, people } = await aGroup(t, 2);
  const register = fieldsOf(await (await t.get(`/sessions/${run.sessions[0]!.id}/register`)).text());
  const ofOne = Object.keys(register).filter((name) => name.endsWith(people[0]!.enrolmentId)).length;
  const others = Object.keys(register).length - 2 * ofOne;
  expect(ofOne).toBeGreaterThan(4);
  expect((60 * ofOne + others) * 4).toBeLessThanOrEqual(MOST_FIELDS);
  const family = fieldsOf(await (await t.as("alice").get("/families/new")).text());
  expect(Object.keys(family).length * MOST_CHILDREN * 4).toBeLessThanOrEqual(MOST_FIELDS);
});
