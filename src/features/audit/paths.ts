export const auditPaths = {
  trail: "/audit",
  families: "/audit/families",
  family: (searchId: string) => `/audit/families/${searchId}`,
} as const;
