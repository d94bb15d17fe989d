import { type Day, daysBetween, longDay } from "../../domain/calendar.ts";
import { addressOf, countWords, type Page, pageLinks } from "../../domain/paging.ts";
import { evidenceSaid, SUPPORT_CODES, SUPPORTS } from "../../domain/support.ts";
import { type Family, nameOf } from "../families/index.ts";
import {
  OFFER_STATES,
  type Offer,
  type OfferHistory,
  type OfferState,
  reasonSaid,
  type WaitingOffer,
} from "./offer.ts";
import { familyCrumbs } from "./offer-page.ts";
import { offerPaths } from "./paths.ts";

type Support = { family: Family; offers: readonly Offer[]; events: readonly OfferHistory[] };

const firstDay = (events: readonly OfferHistory[], ...states: OfferState[]): string => {
  const event = events.find(({ state }) => states.includes(state));
  return event ? longDay(event.onDay) : "";
};

function howItStands(offer: Offer, events: readonly OfferHistory[]): string {
  const last = events.at(-1);
  return [OFFER_STATES[offer.state], reasonSaid(last?.reason ?? null)].filter(Boolean).join(": ");
}

const standsCell = (offer: Offer, events: readonly OfferHistory[]) => ({
  text: howItStands(offer, events),
  hiddenText: SUPPORTS[offer.support],
  href: offerPaths.show(offer.id),
});

// What can be opened stands beside the name, so that a phone shows it first.
const offerRow = (offer: Offer, events: readonly OfferHistory[]) => [
  { text: SUPPORTS[offer.support] },
  standsCell(offer, events),
  { text: firstDay(events, "told", "offered", "not-offered") },
  { text: firstDay(events, "offered") },
  { text: firstDay(events, "accepted", "started") },
  { text: evidenceSaid(offer.support) },
];

const emptyRow = (family: Family, carerId: string, support: keyof typeof SUPPORTS) => [
  { text: SUPPORTS[support] },
  { text: "Record", hiddenText: SUPPORTS[support], href: offerPaths.new(family.id, { carer: carerId, support }) },
  { text: "" },
  { text: "" },
  { text: "" },
  { text: evidenceSaid(support) },
];

const rowsOf = ({ family, offers, events }: Support, carerId: string) =>
  SUPPORT_CODES.flatMap((support) => {
    const own = offers.filter((offer) => offer.carerId === carerId && offer.support === support);
    if (own.length === 0) return [emptyRow(family, carerId, support)];
    return own.map((offer) =>
      offerRow(
        offer,
        events.filter(({ offerId }) => offerId === offer.id),
      ),
    );
  });

/** The six kinds of support of the Guide for each carer, each told, offered, taken up; family group conference beside them. */
export const supportPage = (support: Support) => ({
  title: "Support",
  notices: { opened: "Saved" },
  breadcrumbs: familyCrumbs(support.family),
  newHref: offerPaths.new(support.family.id),
  tellingHref: offerPaths.telling(support.family.id),
  carers: support.family.carers.map((carer) => ({ name: nameOf(carer), rows: rowsOf(support, carer.id) })),
});

/** Offers that nobody has answered for ten days, the longest waiting first. */
export function noReplyPage(offers: Page<WaitingOffer>, count: number, today: Day) {
  return {
    title: "Offers with no reply for 10 days",
    count: countWords(count, "offer", "offers"),
    rows: offers.rows.map((offer) => [
      { text: nameOf({ ...offer, knownAs: null }), href: offerPaths.show(offer.id) },
      { text: SUPPORTS[offer.support] },
      { text: OFFER_STATES[offer.state] },
      { text: longDay(offer.onDay) },
      { text: String(daysBetween(offer.onDay, today)), format: "numeric" },
    ]),
    ...pageLinks(offers, (place) => addressOf(offerPaths.noReply, place)),
  };
}
