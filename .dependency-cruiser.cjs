/** Dependencies point inward (docs/adr, design): domain ← db, engine, rendering ← workers, api. */
const only = (name, from, allowed) => ({
  name,
  severity: 'error',
  comment: `${from} may use only: ${allowed.join(', ')}`,
  from: { path: `^${from}/` },
  to: {
    path: '^(domain|db|engine|rendering|workers|api|local|tools|test|web)/',
    pathNot: `^(${allowed.join('|')})/`,
  },
});

module.exports = {
  forbidden: [
    only('domain-is-pure', 'domain', ['domain']),
    only('db-knows-domain', 'db', ['db', 'domain']),
    only('engine-knows-domain-and-db', 'engine', ['engine', 'domain', 'db']),
    only('rendering-knows-domain', 'rendering', ['rendering', 'domain']),
    only('workers-never-api', 'workers', ['workers', 'domain', 'db', 'engine', 'rendering']),
    only('api-never-workers-or-engine', 'api', ['api', 'domain', 'db', 'rendering']),
    {
      name: 'domain-does-no-io',
      severity: 'error',
      comment: 'domain/ is pure: no files, no network, no database driver',
      from: { path: '^domain/' },
      to: {
        path: '^(pg|express|@camunda8/sdk|fs|net|http|https|child_process)$|node_modules/(pg|express|@camunda8)/',
        dependencyTypesNot: ['type-only'],
      },
    },
    {
      name: 'only-engine-knows-camunda',
      severity: 'error',
      comment: 'engine/ is the only code that knows Camunda',
      from: { pathNot: '^(engine|test|tools)/' },
      to: { path: 'node_modules/@camunda8/' },
    },
    { name: 'no-circular', severity: 'error', from: {}, to: { circular: true } },
  ],
  options: {
    doNotFollow: { path: 'node_modules' },
    tsConfig: { fileName: 'tsconfig.json' },
    tsPreCompilationDeps: true,
  },
};
