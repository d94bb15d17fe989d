/** Whom a form is made for: one person, in one role, for one organisation. */
export type Owner = { userId: string; role: string; organisationId: string | null };

/** FNV-1a of 32 bits: it tells owners apart, and guards nothing; what somebody may do is asked elsewhere. */
function shortHash(text: string): string {
  let hash = 0x811c9dc5;
  for (const character of text) hash = Math.imul(hash ^ character.codePointAt(0)!, 0x01000193) >>> 0;
  return hash.toString(36);
}

const personTag = ({ userId }: Pick<Owner, "userId">): string => shortHash(userId);
const tagOf = (owner: Owner): string => `${personTag(owner)}-${shortHash(`${owner.role} ${owner.organisationId}`)}`;

/** A key for one form: against sending it twice, and with whom it was made for after a dot. */
export const formKey = (id: string, owner: Owner | null): string => (owner ? `${id}.${tagOf(owner)}` : id);

/**
 * The part of a key that says whom its form was made for; empty where nobody was signed in. What a page writes behind it, to tell its
 * forms apart, is not of the owner.
 */
export const ownerIn = (key: string): string => {
  const behind = key.split(".")[1] ?? "";
  return /^[0-9a-z]+-[0-9a-z]+/.exec(behind)?.[0] ?? behind;
};

export type Ownership = "own" | "another-role" | "another-person";

/** Was the form of this key made for who sends it now (E29)? One that was made for nobody in particular is everybody's. */
export function ownershipOf(ownerTag: string, owner: Owner): Ownership {
  if (ownerTag === "" || ownerTag === tagOf(owner)) return "own";
  return ownerTag.split("-")[0] === personTag(owner) ? "another-role" : "another-person";
}
