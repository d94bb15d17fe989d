export const userPaths = {
  list: "/users",
  links: "/users/invitations",
  invite: "/users/invitations/new",
  show: (userId: string) => `/users/${userId}`,
  disabling: (userId: string) => `/users/${userId}/disabling`,
  enabling: (userId: string) => `/users/${userId}/enabling`,
  addRole: (userId: string) => `/users/${userId}/roles/new`,
  endRole: (userId: string, membershipId: string) => `/users/${userId}/roles/${membershipId}/ending`,
  newPassword: (userId: string) => `/users/${userId}/new-password`,
  secondFactorReset: (userId: string) => `/users/${userId}/second-factor-reset`,
  revoke: (invitationId: string) => `/users/invitations/${invitationId}/revoking`,
} as const;
