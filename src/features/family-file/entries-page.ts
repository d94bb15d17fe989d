import { dayOfText, longDay } from "../../domain/calendar.ts";
import { midSentence } from "../../domain/mid-sentence.ts";
import { behaviourPaths, decisionSaid, NEEDS } from "../behaviour/index.ts";
import { concernPaths, kindSaid } from "../concerns/index.ts";
import {
  AGREEMENT_ANSWERS,
  AGREEMENT_PURPOSES,
  arrangementText,
  type Family,
  factText,
  familyPaths,
  nameOf,
  personIn,
} from "../families/index.ts";
import { OFFER_STATES, offerPaths, reasonSaid, SUPPORTS } from "../offers/index.ts";
import { referralPaths, stepSaid } from "../referrals/index.ts";
import type { FamilyFile } from "./file-queries.ts";
import { type Entry, newestFirst } from "./timeline.ts";

const nameIn = (family: Family, id: string): string => {
  const person = personIn(family, id);
  return person ? nameOf(person) : "somebody";
};

const checkEntries = ({ family, checks }: FamilyFile): Entry[] =>
  checks.map((check) => {
    const ticked = check.items.length;
    const told = ticked === 0 ? "No behaviours ticked" : `${ticked} ${ticked === 1 ? "behaviour" : "behaviours"}`;
    return {
      kind: "check",
      onDay: check.onDay,
      at: check.createdAt,
      title: `Behaviour check about ${nameIn(family, check.childId)}`,
      href: behaviourPaths.showCheck(check.id),
      by: check.createdByName,
      text: check.supersededById === null ? told : `${told}. Corrected since`,
    };
  });

const needEntries = ({ family, needAssessments }: FamilyFile): Entry[] =>
  needAssessments.map((need) => ({
    kind: "need",
    onDay: need.onDay,
    at: need.createdAt,
    title: `Need assessment of ${nameIn(family, need.carerId)}`,
    href: behaviourPaths.showNeedAssessment(need.id),
    by: need.createdByName,
    text: `Therapeutic support needed: ${midSentence(NEEDS[need.need])}. Valid to ${longDay(need.validToOn)}`,
  }));

const decisionEntries = ({ family, decisions }: FamilyFile): Entry[] =>
  decisions.map((decision) => ({
    kind: "decision",
    onDay: dayOfText(decision.at),
    at: decision.at,
    title: `Decision about ${nameIn(family, decision.childId)}`,
    href: behaviourPaths.decision(decision.checkId),
    by: decision.byName,
    text: decisionSaid(decision),
  }));

function offerEntries({ family, offers, offerEvents }: FamilyFile): Entry[] {
  const byId = new Map(offers.map((offer) => [offer.id, offer]));
  return offerEvents.flatMap((event): Entry[] => {
    const offer = byId.get(event.offerId);
    if (!offer) return [];
    return [
      {
        kind: "offer",
        onDay: event.onDay,
        at: event.at,
        title: `${SUPPORTS[offer.support]}: ${midSentence(OFFER_STATES[event.state])}`,
        href: offerPaths.show(offer.id),
        by: event.byName,
        text: [nameIn(family, offer.carerId), reasonSaid(event.reason), event.note].filter(Boolean).join(". "),
      },
    ];
  });
}

const referralEntries = ({ moves }: FamilyFile): Entry[] =>
  moves.map((move) => ({
    kind: "referral",
    onDay: dayOfText(move.at),
    at: move.at,
    title: stepSaid(move),
    href: referralPaths.show(move.referralId),
    by: move.byName,
    text: `${move.reference}, ${move.programmeName}`,
  }));

const concernEntries = ({ concerns }: FamilyFile): Entry[] =>
  concerns.map((concern) => ({
    kind: "concern",
    onDay: dayOfText(concern.createdAt),
    at: concern.createdAt,
    title: `Concern about ${concern.aboutName}: ${midSentence(kindSaid(concern.kind))}`,
    href: concernPaths.show(concern.id),
    by: null,
    text: concern.state === "closed" ? "Closed" : "Open",
  }));

const arrangementEntries = ({ family }: FamilyFile): Entry[] =>
  family.arrangements.flatMap((arrangement): Entry[] => {
    const entry = { kind: "arrangement" as const, at: "", href: familyPaths.show(family.id), by: null };
    const began = {
      ...entry,
      onDay: arrangement.fromOn,
      title: "Care arrangement began",
      text: arrangementText(family, arrangement),
    };
    if (arrangement.toOn === null) return [began];
    const how = factText("endedHow", arrangement.endedHow);
    const ended = {
      ...entry,
      onDay: arrangement.toOn,
      title: "Care arrangement ended",
      text: `${arrangementText(family, arrangement)}. ${how}`,
    };
    return [began, ended];
  });

const agreementEntries = ({ family, agreements }: FamilyFile): Entry[] =>
  agreements.map((agreement) => ({
    kind: "agreement",
    onDay: dayOfText(agreement.at),
    at: agreement.at,
    title: `${AGREEMENT_PURPOSES[agreement.purpose]}: ${midSentence(AGREEMENT_ANSWERS[agreement.answer])}`,
    href: familyPaths.agreements(family.id),
    by: agreement.byName,
    text: [nameIn(family, agreement.personId), agreement.providerName].filter(Boolean).join(", "),
  }));

/** Everything that happened to a family, from all features, newest first. */
export const entriesOf = (file: FamilyFile): Entry[] =>
  newestFirst([
    ...checkEntries(file),
    ...needEntries(file),
    ...decisionEntries(file),
    ...offerEntries(file),
    ...referralEntries(file),
    ...concernEntries(file),
    ...arrangementEntries(file),
    ...agreementEntries(file),
  ]);

/** An entry as the timeline component takes it. */
export const timelineItem = (entry: Entry) => ({
  label: { text: entry.title },
  href: entry.href ?? undefined,
  byline: entry.by === null ? undefined : { text: entry.by },
  datetime: { timestamp: entry.onDay, text: longDay(entry.onDay) },
  text: entry.text,
});
