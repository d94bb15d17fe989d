import { fileDatabase } from "../../tests/support/file-database.ts";
import { aProgramme, aReferral } from "../../tests/support/referral-factories.ts";

/** How many referrals the database of the bench holds: 40 pages of the list. */
export const REFERRALS = 2000;

/** Ids whose last four characters never repeat, as a referral's reference is made of them. */
function longIds(): () => string {
  let count = 0;
  return () => `00000000-0000-7000-9000-${(++count).toString(16).padStart(12, "0")}`;
}

/** A file with a partnership's two thousand referrals, each of a household of its own, from one team to one provider. */
export const partnership = (file: string) =>
  fileDatabase(file, async (signedIn) => {
    const t = { ...signedIn, newId: longIds() };
    const programme = await aProgramme(t, { name: "Steady steps" });
    const first = Date.parse("2026-01-01T09:00:00.000Z");
    for (let i = 0; i < REFERRALS; i++) {
      const referral = aReferral(t, { programme, at: new Date(first + i * 3_600_000).toISOString() });
      await (i % 4 === 0 ? referral.draft() : i % 4 === 1 ? referral.accepted() : referral.submitted());
    }
  });
