import { z } from "zod";
import type { Db, Write } from "../../../deps.ts";
import { languageSaid } from "../../../domain/language.ts";
import { err, ok, type Result } from "../../../domain/result.ts";
import { type Channel, codesOf, type Definition, editionOf } from "../../../measures/index.ts";
import { sha256 } from "../permission/fingerprint.ts";
import { chosenLanguage, mayShow, type Pack, type PackItem, packOf } from "./pack.ts";
import { readQuestionnaire } from "./questionnaire.ts";

const texts = z.array(
  z.object({
    number: z.number(),
    text: z.string(),
    options: z.array(z.object({ code: z.number(), label: z.string().nullable() })),
  }),
);

export type WordingState = "in-use" | "withdrawn";

/** One version of a measure's wording in one language, without the words. */
export type WordingMark = {
  measureId: string;
  edition: number;
  language: string;
  version: number;
  state: WordingState;
  licenceReference: string;
  hash: string;
  at: string;
  byName: string | null;
};

/** Packs belong to the installation, under the authority's licence; no organisation or person owns one. */
const marks = (db: Db) =>
  db
    .selectFrom("wording")
    .leftJoin("user", "user.id", "wording.by")
    .select([
      "wording.measure_id",
      "wording.edition",
      "wording.language",
      "wording.version",
      "wording.state",
      "wording.licence_reference",
      "wording.hash",
      "wording.at",
      "user.name",
    ])
    .orderBy("wording.measure_id")
    .orderBy("wording.language")
    .orderBy("wording.version", "desc");

type Row = Awaited<ReturnType<ReturnType<typeof marks>["executeTakeFirstOrThrow"]>>;

const markOf = (row: Row): WordingMark => ({
  measureId: row.measure_id,
  edition: row.edition,
  language: row.language,
  version: row.version,
  state: row.state,
  licenceReference: row.licence_reference,
  hash: row.hash,
  at: row.at,
  byName: row.name,
});

/** Every version of every language of a measure (or of all), newest first in each language. */
export async function wordingsOf(db: Db, measureId?: string): Promise<WordingMark[]> {
  const found = await marks(db)
    .$if(measureId !== undefined, (query) => query.where("wording.measure_id", "=", measureId!))
    .execute();
  return found.map(markOf);
}

/** The latest version in each language of an edition, those in use only. */
export const inUse = (wordings: readonly WordingMark[], edition: number): WordingMark[] =>
  wordings
    .filter((one) => one.edition === edition)
    .filter((one, at, all) => all.findIndex(({ language }) => language === one.language) === at)
    .filter(({ state }) => state === "in-use");

export const editionNumber = (definition: Definition): number => Number(editionOf(definition.version));

/** The words of one version. */
export async function textsOf(db: Db, mark: Pick<WordingMark, "measureId" | "edition" | "language" | "version">) {
  const row = await db
    .selectFrom("wording")
    .where("measure_id", "=", mark.measureId)
    .where("edition", "=", mark.edition)
    .where("language", "=", mark.language)
    .where("version", "=", mark.version)
    .select("texts")
    .executeTakeFirst();
  return row && (texts.parse(JSON.parse(row.texts)) as PackItem[]);
}

export type ShownWording = { language: string; languages: string[]; items: PackItem[] };

/**
 * The wording that staff may see beside the numbers of a form today: in the language asked for, else English. Nothing
 * unless the pack is in use and every channel that showing it needs is permitted (docs/licences.md).
 */
export async function wordingShown(
  db: Db,
  definition: Definition,
  allowed: ReadonlySet<Channel>,
  wanted?: string,
): Promise<ShownWording | null> {
  if (!allowed.has("screen-staff")) return null;
  const current = inUse(await wordingsOf(db, definition.id), editionNumber(definition));
  const may = current.filter(({ language }) => mayShow(language, allowed));
  const languages = may.map(({ language }) => language);
  const mark = may.find(({ language }) => language === chosenLanguage(languages, wanted));
  const items = mark && (await textsOf(db, mark));
  return mark && items ? { language: mark.language, languages, items } : null;
}

/** Reads a file as a wording pack of this measure, or says everything that stands in the way. */
export function readPack(definition: Definition, bytes: Uint8Array): Result<Pack, string[]> {
  if (definition.kind !== "questionnaire" || definition.items.length === 0)
    return err([`${definition.acronym} has no items of its own that a wording pack could word`]);
  const read = readQuestionnaire(bytes);
  if (!read.ok) return read;
  return packOf(
    read.value,
    definition.items.map((item) => ({ number: item.number, codes: codesOf(definition, item) })),
  );
}

type Importing = { pack: Pack; reference: string; at: string; by: string };
export type Imported = { version: number; hash: string; language: string; write: Write };

/** The write that takes a pack in as the next version of its language; or, when it is the one in use word for word, why not. */
export async function importPack(
  db: Db,
  definition: Definition,
  { pack, reference, at, by }: Importing,
): Promise<Result<Imported, string>> {
  const { language } = pack;
  const words = JSON.stringify(pack.items);
  const hash = await sha256(new TextEncoder().encode(words));
  const edition = editionNumber(definition);
  const earlier = (await wordingsOf(db, definition.id)).find(
    (one) => one.edition === edition && one.language === language,
  );
  if (earlier?.state === "in-use" && earlier.hash === hash)
    return err(
      `This is version ${earlier.version} in ${languageSaid(language)} word for word, which is in use already`,
    );
  const version = (earlier?.version ?? 0) + 1;
  const mark = { edition, language, version, state: "in-use" as const, reference, hash, at, by };
  return ok({ version, hash, language, write: insertWording(db, definition.id, { ...mark, texts: words }) });
}

type NewWording = {
  edition: number;
  language: string;
  version: number;
  state: WordingState;
  texts: string;
  reference: string;
  hash: string;
  at: string;
  by: string;
};

/** A version is a row, never changed. Withdrawing is a further version without words. */
export const insertWording = (db: Db, measureId: string, given: NewWording): Write =>
  db.insertInto("wording").values({
    measure_id: measureId,
    edition: given.edition,
    language: given.language,
    version: given.version,
    state: given.state,
    texts: given.texts,
    licence_reference: given.reference,
    hash: given.hash,
    at: given.at,
    by: given.by,
  });
