import { addMonths, type Day } from "./calendar.ts";

/**
 * Bank holidays of England and Wales, as published at https://www.gov.uk/bank-holidays (read in November 2026), with the
 * substitute days where a holiday falls on a weekend. A year that is not here has only its weekends off.
 */
export const BANK_HOLIDAYS: Readonly<Record<string, string>> = {
  "2025-01-01": "New Year’s Day",
  "2025-04-18": "Good Friday",
  "2025-04-21": "Easter Monday",
  "2025-05-05": "Early May bank holiday",
  "2025-05-26": "Spring bank holiday",
  "2025-08-25": "Summer bank holiday",
  "2025-12-25": "Christmas Day",
  "2025-12-26": "Boxing Day",
  "2026-01-01": "New Year’s Day",
  "2026-04-03": "Good Friday",
  "2026-04-06": "Easter Monday",
  "2026-05-04": "Early May bank holiday",
  "2026-05-25": "Spring bank holiday",
  "2026-08-31": "Summer bank holiday",
  "2026-12-25": "Christmas Day",
  "2026-12-28": "Boxing Day (substitute day)",
  "2027-01-01": "New Year’s Day",
  "2027-03-26": "Good Friday",
  "2027-03-29": "Easter Monday",
  "2027-05-03": "Early May bank holiday",
  "2027-05-31": "Spring bank holiday",
  "2027-08-30": "Summer bank holiday",
  "2027-12-27": "Christmas Day (substitute day)",
  "2027-12-28": "Boxing Day (substitute day)",
  "2028-01-03": "New Year’s Day (substitute day)",
  "2028-04-14": "Good Friday",
  "2028-04-17": "Easter Monday",
  "2028-05-01": "Early May bank holiday",
  "2028-05-29": "Spring bank holiday",
  "2028-08-28": "Summer bank holiday",
  "2028-12-25": "Christmas Day",
  "2028-12-26": "Boxing Day",
};

/** The last day that the table speaks about: after it, somebody must add the next years. */
export const BANK_HOLIDAYS_KNOWN_TO = "2028-12-31";

/** From a year before the table ends on, somebody is told to bring an update: what is due after it would fall on a holiday. */
export const isToldOfEnd = (today: Day, knownTo: Day = BANK_HOLIDAYS_KNOWN_TO): boolean =>
  today > addMonths(knownTo, -12);
