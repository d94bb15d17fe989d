import type { Behaviours, Household, Person } from "./households.ts";
import { type Given, Refused, type Visitor } from "./visitor.ts";

/** "2026-03-02" as the three boxes of a date question. */
export const boxes = (name: string, day: string): Given => {
  const [year, month, date] = day.split("-");
  return { [`${name}-day`]: Number(date), [`${name}-month`]: Number(month), [`${name}-year`]: Number(year) };
};

/** The id that stands in an address after a word: of "/checks/7/letter", after "checks", "7". */
export function idIn(path: string, after: string): string {
  const found = new RegExp(`/${after}/([0-9a-z-]+)`).exec(path);
  if (!found) throw new Error(`No id after ${after} in ${path}`);
  return found[1]!;
}

/** The questions about one person; `prefix` stands before each name where a page asks about several. */
export function personFields(prefix: string, person: Person, statedBy: "self" | "carer"): Given {
  const name = (field: string) => (prefix === "" ? field : `${prefix}-${field}`);
  return {
    [name("givenName")]: person.givenName,
    [name("familyName")]: person.familyName,
    ...boxes(name("birthOn"), person.birthOn),
    [name("sex")]: person.sex,
    [name("ethnicity")]: person.ethnicity,
    [name("ethnicityStatedBy")]: statedBy,
    [name("disability")]: "no",
    [name("language")]: person.language ?? "en",
    [name("interpreter")]: person.interpreter ?? "no",
    [name("readingHelp")]: person.readingHelp ?? "no",
  };
}

function familyFields({ carer, children, arrangement }: Household): Given {
  return {
    ...personFields("carer", carer, "self"),
    "contact-mobile": carer.mobile,
    "contact-safe": carer.safeTimes ? "at-times" : "yes",
    "contact-safeTimes": carer.safeTimes ?? "",
    "contact-placeConfidential": "no",
    "contact-postcode": carer.postcode,
    children: children.length,
    ...Object.assign({}, ...children.map((child, at) => personFields(`child${at + 1}`, child, "carer"))),
    "arrangement-kind": arrangement.kind,
    "arrangement-relationship": arrangement.relationship,
    ...boxes("arrangement-fromOn", arrangement.fromOn),
    "arrangement-parentalResponsibility": "shared",
  };
}

/** Opens a family file. Where the app shows families like it, the worker looks and says that this is another one. */
export async function openFamily(worker: Visitor, told: Household): Promise<string> {
  const fields = familyFields(told);
  try {
    return idIn(await worker.send("/families/new", fields), "families");
  } catch (error) {
    const alike = error instanceof Refused ? error.offers("different") : [];
    if (alike.length === 0) throw error;
    return idIn(await worker.send("/families/new", { ...fields, different: alike }), "families");
  }
}

const behaviourFields = (behaviours: Behaviours): Given =>
  Object.fromEntries(
    Object.entries(behaviours).flatMap(([code, row]) =>
      Object.entries(row).map(([part, value]): [string, string] => [`${part}-${code}`, value]),
    ),
  );

export type Check = { carerId: string; childId: string; source?: string; behaviours: Behaviours; ownWords: string };

/** Records what things are like at home. Gives the check's id. */
export async function checkBehaviour(worker: Visitor, familyId: string, check: Check): Promise<string> {
  const ticked = Object.keys(check.behaviours);
  const at = await worker.send(`/families/${familyId}/checks/new`, {
    childId: check.childId,
    carerId: check.carerId,
    ...boxes("onDay", worker.today()),
    source: check.source ?? "visit",
    ...(ticked.length === 0 ? { nothing: "yes" } : { behaviour: ticked }),
    ...behaviourFields(check.behaviours),
    ownWords: check.ownWords,
  });
  return idIn(at, "checks");
}

/** Records a need assessment that says yes, which is what CBT rests on. */
export const assessNeed = (worker: Visitor, familyId: string, carerId: string, note: string): Promise<string> =>
  worker.send(`/families/${familyId}/need-assessments/new`, {
    carerId,
    ...boxes("onDay", worker.today()),
    need: "yes",
    grounds: ["low-mood-or-anxiety", "strain"],
    assessorRole: "social-worker",
    method: "conversation",
    note,
  });

/** Decides to offer these routes. */
export const decideToOffer = (worker: Visitor, checkId: string, routes: readonly string[], note = "") =>
  worker.fill(`/checks/${checkId}/decision`, { decided: "offer", routes, note });

/** Writes down what a carer said to an offer, or that nobody answered. */
export const replyTo = (worker: Visitor, offerId: string, state: string, declinedReason = ""): Promise<string> =>
  worker.fill(`/offers/${offerId}/reply`, { state, declinedReason });
