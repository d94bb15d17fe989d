const feature = "^src/features/([^/]+)/";

/** The house's dependency rules (docs/decisions/0002). Each is seen to fail in tests/architecture/dependency-rules.test.ts. */
module.exports = {
  forbidden: [
    {
      name: "domain-is-pure",
      severity: "error",
      from: { path: "^src/domain/" },
      to: { pathNot: "^src/domain/|node_modules/(zod|temporal-polyfill)/" },
    },
    {
      name: "feature-core-is-pure",
      severity: "error",
      from: { path: feature, pathNot: "(-(routes|queries|page)|/index)\\.ts$" },
      to: {
        path: "^src/(db|web)/|^src/deps|node_modules/(hono|kysely|eta)/|(-(routes|queries|page)|/index)\\.ts$",
        pathNot: "^src/features/accounts/",
      },
    },
    {
      name: "queries-know-no-web",
      severity: "error",
      from: { path: "-queries\\.ts$" },
      to: { path: "^src/web/|node_modules/hono/|-(routes|page)\\.ts$" },
    },
    {
      name: "pages-know-no-database",
      severity: "error",
      from: { path: "-page\\.ts$" },
      to: { path: "^src/db/|node_modules/kysely/|-queries\\.ts$", dependencyTypesNot: ["type-only"] },
    },
    {
      name: "features-meet-at-the-front-door",
      severity: "error",
      from: { path: feature },
      to: { path: "^src/features/", pathNot: "^src/features/($1/|[^/]+/index\\.ts$)" },
    },
    {
      name: "web-and-db-know-no-feature",
      severity: "error",
      from: { path: "^src/(web|db)/" },
      to: { path: "^src/features/" },
    },
    {
      name: "no-node-builtins",
      severity: "error",
      from: { path: "^src/", pathNot: "^src/(main\\.(node|cli)\\.ts|db/sqlite[^/]*\\.ts|node/|cli/)" },
      to: { dependencyTypes: ["core"] },
    },
    {
      name: "node-only-packages",
      severity: "error",
      from: { path: "^src/", pathNot: "^src/(main\\.(node|cli)\\.ts|db/sqlite[^/]*\\.ts|node/|cli/)" },
      to: { path: "node_modules/(better-sqlite3|@hono/node-server)/" },
    },
    {
      name: "sql-stays-in-queries",
      severity: "error",
      from: {
        path: "^src/",
        pathNot: "^src/(db/|deps\\.ts|generated/|node/|worker/|cli/)|-queries\\.ts$|^src/features/accounts/",
      },
      to: { path: "node_modules/kysely/" },
    },
    { name: "src-never-imports-tests", severity: "error", from: { path: "^src/" }, to: { path: "^(tests|scripts)/" } },
    {
      name: "evaluation-knows-no-people",
      severity: "error",
      from: { path: "^src/features/(outcomes|extracts)/" },
      to: { path: "^src/features/", pathNot: "^src/features/(outcomes|extracts|measures|settings|audit)/" },
    },
    {
      name: "statistics-stand-alone",
      severity: "error",
      from: { path: "^src/statistics/" },
      to: { pathNot: "^src/statistics/|node_modules/temporal-polyfill/" },
    },
    { name: "no-cycles", severity: "error", from: { path: "^src/" }, to: { circular: true } },
  ],
  options: {
    parser: "swc",
    tsPreCompilationDeps: true,
    tsConfig: { fileName: "tsconfig.json" },
    doNotFollow: { path: "node_modules" },
    enhancedResolveOptions: { exportsFields: ["exports"], conditionNames: ["import", "node", "default", "types"] },
  },
};
