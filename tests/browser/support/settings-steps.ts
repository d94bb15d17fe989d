import { answer, follow, open, press, signIn, signOut, type Walk } from "./walk.ts";

/** What an administrator has: people, the catalogue; and no case record. */
export async function administratorPages(walk: Walk): Promise<void> {
  await signIn(walk, "ada");
  await walk.look("home-administrator");
  await open(walk, "/users");
  await walk.look("users");
  await follow(walk, "Priya Nair");
  await walk.look("user");
  await open(walk, "/users/invitations/new");
  await walk.look("user-invite");
  await open(walk, "/programmes");
  await walk.look("programmes");
  await follow(walk, /Larkfield Parenting Group/);
  await walk.look("programme");
  await follow(walk, "Change what leads");
  await walk.look("primary-measure");
  await signOut(walk);
}

/** What an auditor has: the trail, and who looked at a child; and no case contents. */
export async function auditorPages(walk: Walk, familyReference: string): Promise<void> {
  await signIn(walk, "gwen");
  await walk.look("trail");
  await open(walk, "/audit/families");
  await answer(walk, { reference: familyReference });
  await walk.look("trail-family-search");
  await press(walk, /Find|Search|Show|Look/);
  await walk.look("trail-of-a-family");
  await signOut(walk);
}

/** What everybody has. */
export async function everybodysPages(walk: Walk): Promise<void> {
  await signIn(walk, "marcus");
  await walk.look("home-team-manager");
  for (const [path, name] of [
    ["/account", "account"],
    ["/account/name", "account-name"],
    ["/account/password", "account-password"],
    ["/account/second-factor", "account-second-factor"],
    ["/account/sign-ins", "account-sign-ins"],
    ["/choose-role", "choose-role"],
    ["/help", "help"],
    ["/accessibility", "accessibility"],
    ["/privacy", "privacy"],
  ] as const) {
    await open(walk, path);
    await walk.look(name);
  }
  await walk.page.goto(`${walk.kinstep.base}/no-such-page`);
  await walk.look("not-found");
  await walk.page.goto(`${walk.kinstep.base}/audit`);
  await walk.look("forbidden");
  await signOut(walk);
}
