import type { Db, Write } from "../../../deps.ts";
import type { Made } from "./run-writes-queries.ts";

export type Note = {
  id: string;
  enrolmentId: string | null;
  sessionId: string | null;
  text: string;
  supersedesId: string | null;
  at: string;
  by: string;
  byName: string;
};

const notes = (db: Db) =>
  db
    .selectFrom("note")
    .leftJoin("user", "user.id", "note.created_by")
    .select((eb) => [
      "note.id",
      "note.enrolment_id as enrolmentId",
      "note.session_id as sessionId",
      "note.text",
      "note.supersedes_id as supersedesId",
      "note.created_at as at",
      "note.created_by as by",
      eb.fn.coalesce("user.name", eb.val("Somebody")).as("byName"),
    ])
    .orderBy("note.created_at", "desc")
    .orderBy("note.id", "desc");

/** Everything written about one person on a run, corrected versions included; readable after they have left. */
export const listPersonalNotes = (db: Db, enrolmentId: string): Promise<Note[]> =>
  notes(db).where("note.enrolment_id", "=", enrolmentId).execute();

/** The group note of a session in all its versions, the latest first. */
export const listGroupNotes = (db: Db, sessionId: string): Promise<Note[]> =>
  notes(db).where("note.session_id", "=", sessionId).where("note.enrolment_id", "is", null).execute();

export const findNote = (db: Db, enrolmentId: string, id: string): Promise<Note | undefined> =>
  notes(db).where("note.enrolment_id", "=", enrolmentId).where("note.id", "=", id).executeTakeFirst();

export type NewNote = Pick<Note, "id" | "enrolmentId" | "sessionId" | "text" | "supersedesId">;

/** A note, or the one that takes the place of another. Two corrections of one note at once: the second is refused. */
export const insertNote = (db: Db, note: NewNote, made: Made): Write =>
  db.insertInto("note").values({
    id: note.id,
    enrolment_id: note.enrolmentId,
    session_id: note.sessionId,
    text: note.text,
    supersedes_id: note.supersedesId,
    created_at: made.at,
    created_by: made.by,
  });
