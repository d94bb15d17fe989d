import { type Day, longDay } from "../../domain/calendar.ts";
import { CONTACT_WORDS, contactNote, familyPaths, nameOf, personCard, workerSaid } from "../families/index.ts";
import { entriesOf } from "./entries-page.ts";
import { agreementRows, arrangementRows, needRows } from "./file-page.ts";
import type { FamilyFile } from "./file-queries.ts";

const LATEST = 20;

/**
 * A family's summary for paper. A confidential contact is masked here too, and none is printed without what must be read before it
 * is used (docs/rules/people-and-words.md, docs/rules/reaching.md).
 */
export function printPage(file: FamilyFile, today: Day) {
  const { family, contacts } = file;
  return {
    layout: "@layouts/print",
    title: `Family ${family.reference}`,
    printed: `Printed ${longDay(today)}. Keep it as safe as the file itself.`,
    worker: `${workerSaid(file.worker)}.`,
    people: [...family.carers, ...family.children].map((person) => ({
      name: `${nameOf(person)} (${person.kind})`,
      rows: [
        ...personCard(person, family, today).rows,
        // Who died is not rung nor written to: their ways of contact stay in the file.
        ...(person.diedOn === null ? contacts : [])
          .filter((contact) => contact.personId === person.id && contact.endedOn === null)
          .map((contact) => ({
            key: { text: CONTACT_WORDS[contact.kind] },
            value: { lines: [contact.confidential === "yes" ? "Confidential" : contact.value, contactNote(contact)] },
          })),
      ],
    })),
    arrangements: arrangementRows(family).map(({ text, ended }) => (ended === null ? text : `${text}. ${ended}`)),
    agreements: agreementRows(file),
    needs: needRows(file),
    entries: entriesOf(file)
      .slice(0, LATEST)
      .map((entry) => ({ day: longDay(entry.onDay), title: entry.title, text: entry.text })),
    backHref: familyPaths.show(family.id),
  };
}
