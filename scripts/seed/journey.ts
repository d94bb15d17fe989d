import type { Company, Given, Visitor } from "./visitor.ts";

/** "2026-03-02" as the three boxes of a date question. */
export const boxes = (name: string, day: string): Given => {
  const [year, month, date] = day.split("-");
  return { [`${name}-day`]: String(Number(date)), [`${name}-month`]: String(Number(month)), [`${name}-year`]: year! };
};

export type Carer = {
  givenName: string;
  familyName: string;
  birthOn: string;
  sex: "F" | "M";
  ethnicity: string;
  mobile: string;
  postcode: string;
};
export type Child = { givenName: string; familyName: string; birthOn: string; sex: "F" | "M"; ethnicity: string };
export type Arrangement = { kind: string; relationship: string; fromOn: string };

const idIn = (path: string, after: string): string => {
  const found = new RegExp(`${after}/([0-9a-z-]+)`).exec(path);
  if (!found) throw new Error(`No id after ${after} in ${path}`);
  return found[1]!;
};

const person = (prefix: string, { givenName, familyName, birthOn, sex, ethnicity }: Child): Given => ({
  [`${prefix}-givenName`]: givenName,
  [`${prefix}-familyName`]: familyName,
  ...boxes(`${prefix}-birthOn`, birthOn),
  [`${prefix}-sex`]: sex,
  [`${prefix}-ethnicity`]: ethnicity,
  [`${prefix}-ethnicityStatedBy`]: prefix === "carer" ? "self" : "carer",
  [`${prefix}-disability`]: "no",
});

/** Opens a family file: the carer, one child and the arrangement. Gives the family's id. */
export async function openFamily(
  visitor: Visitor,
  carer: Carer,
  child: Child,
  arrangement: Arrangement,
): Promise<string> {
  const at = await visitor.fill("/families/new", {
    ...person("carer", carer),
    "carer-interpreter": "no",
    "carer-readingHelp": "no",
    "contact-mobile": carer.mobile,
    "contact-safe": "yes",
    "contact-postcode": carer.postcode,
    ...person("child1", child),
    "arrangement-kind": arrangement.kind,
    "arrangement-relationship": arrangement.relationship,
    ...boxes("arrangement-fromOn", arrangement.fromOn),
    "arrangement-parentalResponsibility": "shared",
  });
  return idIn(at, "/families");
}

export type Behaviours = Record<string, { howOften: string; challenge: string }>;

/** Records what things are like at home. Gives the check's id. */
export async function checkBehaviour(
  visitor: Visitor,
  familyId: string,
  behaviours: Behaviours,
  ownWords: string,
): Promise<string> {
  const rows = Object.entries(behaviours).flatMap(([code, { howOften, challenge }]) => [
    [`howOften-${code}`, howOften],
    [`challenge-${code}`, challenge],
  ]);
  const at = await visitor.fill(`/families/${familyId}/checks/new`, {
    source: "visit",
    behaviour: Object.keys(behaviours),
    ...Object.fromEntries(rows),
    ownWords,
  });
  return idIn(at, "/checks");
}

/** Records a need assessment that says yes, which is what CBT rests on. */
export const assessNeed = (visitor: Visitor, familyId: string): Promise<string> =>
  visitor.fill(`/families/${familyId}/need-assessments/new`, {
    need: "yes",
    grounds: ["low-mood-or-anxiety"],
    assessorRole: "social-worker",
    method: "conversation",
  });

/** Decides to offer a route. */
export const decideToOffer = (visitor: Visitor, checkId: string, routes: readonly string[]): Promise<string> =>
  visitor.fill(`/checks/${checkId}/decision`, { decided: "offer", routes });

export type Company2 = Company;
