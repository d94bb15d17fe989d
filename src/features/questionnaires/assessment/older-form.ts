import { ageOn, type Day } from "../../../domain/calendar.ts";
import type { Definition } from "../../../measures/definition.ts";
import { measureById } from "../../../measures/registry.ts";
import { agedAcronym, forAge, seriesOf } from "../../../measures/series.ts";
import type { Assessment } from "./assessment.ts";

type Asked = Pick<Assessment, "measureId" | "aboutBirthOn">;

/**
 * The measure of the same series that is made for the age which the child has on this day, where that is another than the one asked.
 * The one of the first time is kept, so that the two may be compared (docs/rules/burden.md); null where the birth date is not known.
 */
export function madeForAgeNow({ measureId, aboutBirthOn }: Asked, day: Day): Definition | null {
  const series = seriesOf(measureId);
  if (!series || aboutBirthOn === null) return null;
  const made = forAge(series.members, ageOn(aboutBirthOn, day));
  return made.id === measureId ? null : made;
}

/** The same in words for who keys it; null where the form is the one for the age. */
export function keptFormSaid(asked: Asked, day: Day): string | null {
  const made = madeForAgeNow(asked, day);
  const kept = measureById(asked.measureId)?.acronym;
  return (
    made &&
    `By age it would be ${agedAcronym(made)} now. ${kept} is kept from the first time, so that the two can be compared.`
  );
}
