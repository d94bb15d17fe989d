export const accountPaths = {
  signIn: "/sign-in",
  secondFactorStep: "/sign-in/second-factor",
  signOut: "/sign-out",
  staySignedIn: "/stay-signed-in",
  chooseRole: "/choose-role",
  account: "/account",
  name: "/account/name",
  password: "/account/password",
  secondFactor: "/account/second-factor",
  backupCodes: "/account/second-factor/codes",
  signIns: "/account/sign-ins",
  invitation: (token: string) => `/invitations/${token}`,
} as const;
