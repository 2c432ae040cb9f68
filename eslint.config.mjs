import tseslint from 'typescript-eslint';

/** Law 11: one clock. Only these files may ask the machine for the time. */
const clockFiles = ['domain/clock.ts', 'db/clock.ts'];

const timeSources = [
  {
    selector: "NewExpression[callee.name='Date'][arguments.length=0]",
    message: '时间只能取自系统时钟（domain/clock.ts）。',
  },
  {
    selector: "CallExpression[callee.name='Date']",
    message: '时间只能取自系统时钟（domain/clock.ts）。',
  },
  {
    selector: "MemberExpression[object.name='Date'][property.name='now']",
    message: '时间只能取自系统时钟（domain/clock.ts）。',
  },
  {
    selector: "MemberExpression[object.name='Temporal'][property.name='Now']",
    message: '时间只能取自系统时钟（domain/clock.ts）。',
  },
  {
    selector:
      'TemplateElement[value.raw=/\\b(now\\(\\)|current_timestamp|clock_timestamp\\(\\)|localtimestamp)/i]',
    message: 'SQL 里的时间只能取自 app_now()。',
  },
  {
    selector: 'Literal[value=/\\b(now\\(\\)|current_timestamp|clock_timestamp\\(\\)|localtimestamp)/i]',
    message: 'SQL 里的时间只能取自 app_now()。',
  },
];

export default tseslint.config(
  { ignores: ['node_modules/', '.local/', 'domain/generated/', 'eslint.config.mjs'] },
  ...tseslint.configs.recommended,
  {
    rules: {
      eqeqeq: 'error',
      'no-console': 'off',
      'max-lines': ['error', { max: 300, skipBlankLines: true, skipComments: true }],
      'no-restricted-syntax': ['error', ...timeSources],
      '@typescript-eslint/no-unused-vars': ['error', { argsIgnorePattern: '^_' }],
    },
  },
  { files: clockFiles, rules: { 'no-restricted-syntax': 'off' } },
  { files: ['**/*.mjs', '**/*.cjs', '**/*.js'], rules: { '@typescript-eslint/no-require-imports': 'off' } },
);
