import next from 'eslint-config-next/core-web-vitals';
import ts from 'eslint-config-next/typescript';

const environment = {
  object: 'process',
  property: 'env',
  message: 'Only lib/config reads the environment; ask config().',
};

const config = [
  ...next,
  ...ts,
  {
    ignores: [
      '**/node_modules/**',
      '.next*/**',
      '**/dist/**',
      'drizzle/**',
      'emulator/generated/**',
      'test-results/**',
      'playwright-report/**',
      'next-env.d.ts',
    ],
  },
  {
    rules: {
      '@typescript-eslint/no-explicit-any': 'error',
      '@typescript-eslint/consistent-type-imports': ['error', { fixStyle: 'inline-type-imports' }],
      '@typescript-eslint/no-unused-vars': [
        'error',
        {
          argsIgnorePattern: '^_',
          varsIgnorePattern: '^_+$',
          destructuredArrayIgnorePattern: '^_',
        },
      ],
      eqeqeq: ['error', 'always', { null: 'ignore' }],
      'no-console': ['error', { allow: ['warn', 'error', 'info'] }],
    },
  },
  {
    files: ['app/**', 'components/**', 'lib/**', 'proxy.ts', 'instrumentation*.ts'],
    // Next tells an instrumentation file its runtime, and a file its build phase, by the environment.
    ignores: ['lib/config/**', 'instrumentation.ts', '**/*.test.ts', '**/testing/**'],
    rules: { 'no-restricted-properties': ['error', environment] },
  },
  {
    files: ['scripts/**', 'bench/**', 'emulator/**', 'e2e/**'],
    rules: { 'no-console': 'off' },
  },
  {
    files: ['emulator/**', 'e2e/**'],
    rules: { '@next/next/no-assign-module-variable': 'off', 'react-hooks/rules-of-hooks': 'off' },
  },
  {
    files: ['**/*.mjs', 'next.config.js'],
    rules: { 'import/no-anonymous-default-export': 'off' },
  },
];

export default config;
