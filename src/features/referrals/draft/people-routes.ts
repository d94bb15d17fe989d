import { z } from "zod";
import { err } from "../../../domain/result.ts";
import { radios } from "../../../forms/field.ts";
import { parseForm, problem, typedValues, version } from "../../../forms/form.ts";
import {
  ARRANGEMENT_KINDS,
  ageText,
  arrangementsOf,
  type Family,
  familyPaths,
  findFamily,
  LANGUAGES,
  nameOf,
  type Person,
  personIn,
} from "../../families/index.ts";
import { row, rowOfLines } from "../referral/carried-page.ts";
import { YES_NO_NOT_KNOWN } from "../referral/words.ts";
import type { DraftPage } from "./draft-page.ts";
import { recordChild } from "./draft-queries.ts";

type There = { family: Family | undefined };
type Typed = { version: number; child: string };

const schema = z.object({ version, child: z.string({ error: "Select the child" }).min(1, "Select the child") });

const language = (person: Person): string =>
  (LANGUAGES as Readonly<Record<string, string>>)[person.language] ?? person.language;

const carerRows = (family: Family, carer: Person, childId: string, today: string) => [
  row("Carer", `${nameOf(carer)}, ${ageText(carer, today)}`),
  row("Language", language(carer)),
  row("Interpreter needed", YES_NO_NOT_KNOWN[carer.interpreter]),
  row("Help with reading", YES_NO_NOT_KNOWN[carer.readingHelp]),
  rowOfLines(
    "Care arrangement",
    arrangementsOf(family, childId, today, carer.id).map(({ kind }) => ARRANGEMENT_KINDS[kind]),
    "None on file today",
  ),
];

/** Carer and child: who this is for, to look over; and which child the questions are about. No arrangement excludes. */
export const peopleTask: DraftPage<There, Typed> = {
  task: "carer-and-child",
  view: "@referrals/draft/people",
  read: async ({ db, actor, referral }) => ({ family: await findFamily(db, actor, referral.familyId) }),
  values: (_, { referral }) => ({ child: referral.childId }),
  standing: (_, { referral }) => [`The child these questions are about: ${referral.childName}`],
  parse: (data, { family }) => {
    const read = parseForm(schema, data);
    if (!read.ok || family?.children.some((child) => child.id === read.value.child)) return read;
    return err(problem(typedValues(data), "child", "Select a child of this family"));
  },
  model: ({ family }, form, { referral, today }) => {
    const carer = family && personIn(family, referral.carerId);
    const children = (family?.children ?? []).map((child) => [child.id, `${nameOf(child)}, ${ageText(child, today)}`]);
    return {
      rows: family && carer ? carerRows(family, carer, referral.childId, today) : [],
      child: radios("child", Object.fromEntries(children), form),
      peopleHref: familyPaths.people(referral.familyId),
    };
  },
  tells: "nobody",
  writes: ({ child }, _, { db, referral }) => [recordChild(db, referral.id, child)],
};
