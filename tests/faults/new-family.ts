import { ORIGIN } from "../support/hosts.ts";

const SYLLABLES = ["ba", "do", "fe", "gi", "ju", "ka", "lo", "me", "ni", "pu"];

/** A name of no other family of the test: each digit of the number as a syllable. */
const nameOf = (n: number, first: string): string =>
  first + [...String(n)].map((digit) => SYLLABLES[Number(digit)]).join("");

/** The form of a new family, which writes to eight tables at once. `n` makes its people nobody else's. */
export function newFamily(n: number, key: string): URLSearchParams {
  return new URLSearchParams({
    key,
    children: "1",
    "carer-givenName": nameOf(n, "Ra"),
    "carer-familyName": nameOf(n, "Be"),
    "carer-birthOn-day": String((n % 28) + 1),
    "carer-birthOn-month": String((n % 12) + 1),
    "carer-birthOn-year": String(1950 + (n % 30)),
    "carer-sex": "F",
    "carer-ethnicity": "WBRI",
    "carer-ethnicityStatedBy": "self",
    "contact-mobile": `07700${String(900_000 + n).slice(-6)}`,
    "contact-safe": "yes",
    "child1-givenName": nameOf(n, "Za"),
    "child1-birthOn-day": String((n % 28) + 1),
    "child1-birthOn-month": String((n % 11) + 2),
    "child1-birthOn-year": String(2010 + (n % 10)),
    "child1-sex": "M",
    "arrangement-kind": "informal",
    "arrangement-relationship": "grandparent",
    "arrangement-fromOn-day": "1",
    "arrangement-fromOn-month": "9",
    "arrangement-fromOn-year": "2024",
  });
}

export type Answer = { status: number; familyId: string | undefined; text: string };

/** Posts one new family; undefined where the server was gone before it had answered whole. */
export async function openFamily(url: string, cookie: string, n: number, key: string): Promise<Answer | undefined> {
  try {
    const res = await fetch(`${url}/families/new`, {
      method: "POST",
      body: newFamily(n, key).toString(),
      headers: { Origin: ORIGIN, Cookie: cookie, "Content-Type": "application/x-www-form-urlencoded" },
      redirect: "manual",
    });
    const text = await res.text();
    const familyId = /^\/families\/([0-9a-z-]+)\?did=opened$/.exec(res.headers.get("location") ?? "")?.[1];
    return { status: res.status, familyId, text };
  } catch {
    return undefined;
  }
}
