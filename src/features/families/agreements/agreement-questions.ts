import type { AgreementAnswer, AgreementPurpose } from "../family/family-words.ts";

/** What is asked about each purpose: a yes means what the question says. */
export const AGREEMENT_QUESTIONS: Readonly<Record<AgreementPurpose, string>> = {
  "share-with-provider": "May we share with a provider?",
  "contact-text": "May we send texts?",
  "contact-email": "May we send emails?",
  "contact-telephone": "May we ring?",
  "contact-letter": "May we send letters?",
  gp: "May the provider contact the GP?",
  research: "May answers be used in research?",
  recording: "May a session be recorded?",
  "council-sees-attendance": "May the council see attendance?",
  "council-sees-goals": "May the council see goals?",
  "council-sees-scores": "May the council see scores?",
  "evaluation-objection": "Do they object to evaluation?",
};

/** The answers as they are given to a question. */
export const ANSWERS_GIVEN: Readonly<Record<AgreementAnswer, string>> = {
  given: "Yes",
  declined: "No",
  withdrawn: "Yes before, and now no",
  "not-asked": "Not asked: what stands was recorded by mistake",
};
