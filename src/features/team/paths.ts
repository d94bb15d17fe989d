/** Every address of what a team manager looks at. */
export const teamPaths = {
  workload: "/team",
  referralsOf: (userId: string) => `/team/${userId}/referrals`,
  waits: "/team/waits",
  overrides: "/team/overrides",
  groups: "/team/groups",
};
