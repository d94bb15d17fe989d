/**
 * How somebody sees one referral's family now: "live" (the owner always; the provider while it is at work and the carer
 * agrees), as it was when it "ended" or when the carer had "withdrawn", or "never": no yes was ever recorded.
 */
export type Sight = "live" | "ended" | "withdrawn" | "never";
