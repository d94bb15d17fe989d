import { sql } from "kysely";
import type { Db } from "../../../deps.ts";
import type { Actor } from "../../../domain/actor.ts";
import { ageOn, type Day } from "../../../domain/calendar.ts";
import { answerSetOf, type Channel, type Definition, measureById } from "../../../measures/index.ts";
import { BEHAVIOURS } from "../../behaviour/index.ts";
import { type AskingStop, isAskingOver, readAskingStops } from "../../families/index.ts";
import { allowedChannels, type ShownWording, wordingShown } from "../../registry/index.ts";
import { seen } from "../../sharing/index.ts";
import { behavioursOf, goalsOf, otherWords } from "../assessment/answer-queries.ts";
import { askedByItself, visibleTo } from "../assessment/assessment-queries.ts";
import { ABOUT } from "../assessment/column-queries.ts";
import { goalsOnPaper, type OwnQuestion, recountOnPaper } from "./own-form.ts";

/** One form of a pack as it is printed. `wording` is there only where the owner permits printing and it was imported. */
export type PrintedForm = {
  assessmentId: string;
  definition: Definition;
  form: string;
  childAge: number | null;
  mayPrint: boolean;
  wording: ShownWording | null;
  /** Of what is about this carer alone: the behaviours of their checks, the goals that they set. Null for every other form. */
  own: OwnQuestion[] | null;
};

/** What of a pack is still to be answered, in its order; nothing that is not asked any more. */
export async function formsOfPack(db: Db, actor: Actor, packId: string, today: Day): Promise<PrintedForm[]> {
  const rows = await visibleTo(db, actor)
    .where("a.pack_id", "=", packId)
    .where("a.state", "in", ["scheduled", "open"])
    .where(sql<boolean>`not ${isAskingOver("a.informant_id", "a.about_id")}`)
    .where(askedByItself(today))
    .orderBy("a.pack_position")
    .select([
      "a.id",
      "a.measure_id",
      "a.form",
      "a.about_id",
      "a.referral_id",
      "about.kind",
      seen(actor, ABOUT, "birth_on").as("birth_on"),
    ])
    .execute();
  const forms = rows.flatMap(({ measure_id, ...row }) => {
    const definition = measureById(measure_id);
    return definition ? [{ ...row, definition }] : [];
  });
  return Promise.all(
    forms.map(async ({ id, form, definition, kind, birth_on, about_id, referral_id }) => {
      const allowed = await allowedChannels(db, definition, today);
      return {
        assessmentId: id,
        definition,
        form,
        childAge: kind === "child" && birth_on !== null ? ageOn(birth_on, today) : null,
        mayPrint: allowed.has("paper"),
        wording: await wordingOnPaper(db, definition, allowed),
        own: await ownQuestions(db, definition, { aboutId: about_id, referralId: referral_id }),
      };
    }),
  );
}

/** What a form asks that no other carer's has: nothing of it is a third party's to staple. */
async function ownQuestions(
  db: Db,
  definition: Definition,
  { aboutId, referralId }: { aboutId: string; referralId: string },
): Promise<OwnQuestion[] | null> {
  if (definition.kind === "recount") {
    const [asked, words] = await Promise.all([behavioursOf(db, aboutId, referralId), otherWords(db, referralId)]);
    const inOrder = Object.entries(BEHAVIOURS).filter(([code]) => asked.includes(code));
    return recountOnPaper(
      definition,
      inOrder.map(([code, said]) => ({ said: code === "other" && words ? words : said })),
    );
  }
  if (definition.kind !== "goals") return null;
  const scale = answerSetOf(definition, definition.items[0]?.answers ?? "");
  return goalsOnPaper(await goalsOf(db, referralId), scale?.codes ?? []);
}

/** What stands against asking this pack: of who answers it, and of everybody whom it is about. */
export async function stopsOfPack(
  db: Db,
  actor: Actor,
  pack: { id: string; personId: string },
  today: Day,
): Promise<AskingStop[]> {
  const about = await visibleTo(db, actor).where("a.pack_id", "=", pack.id).select("a.about_id").distinct().execute();
  return readAskingStops(db, { informantId: pack.personId, aboutIds: about.map((one) => one.about_id) }, today);
}

/** What the gate question names: the child as the carer is shown them, and no more (docs/rules/burden.md). */
export const gateOf = (db: Db, actor: Actor, packId: string) =>
  visibleTo(db, actor)
    .where("a.pack_id", "=", packId)
    .select(["e.child_initial as initial", "e.child_age as age"])
    .executeTakeFirst();

/** Printing goes by the paper channel alone, where the look-up asks whether staff may see the words on a screen. */
async function wordingOnPaper(db: Db, definition: Definition, allowed: ReadonlySet<Channel>) {
  if (!allowed.has("paper")) return null;
  return wordingShown(db, definition, new Set<Channel>([...allowed, "screen-staff"]));
}

export const numberOfPack = async (db: Db, packId: string): Promise<number | undefined> =>
  (await db.selectFrom("paper_pack").where("pack_id", "=", packId).select("number").executeTakeFirst())?.number;

/** The pack of a number, as those who deliver the run may see it, with the first of its forms that is still to be keyed. */
export async function findByNumber(db: Db, actor: Actor, number: number) {
  const rows = await visibleTo(db, actor)
    .innerJoin("paper_pack as pp", "pp.pack_id", "a.pack_id")
    .where("pp.number", "=", number)
    .orderBy("a.pack_position")
    .select(["a.id", "a.state", "pp.pack_id as packId", "about.family_id as familyId"])
    .execute();
  return rows.find(({ state }) => state === "scheduled" || state === "open") ?? rows[0];
}
