import { availableParallelism } from 'node:os';

/** @type {import('jest').Config} */
export default {
    testEnvironment: 'node',
    testMatch: ['<rootDir>/test/**/*.test.ts'],
    transform: {
        '^.+\\.(ts|js)$': [
            '@swc/jest',
            {
                jsc: { parser: { syntax: 'typescript' }, target: 'es2023' },
                module: { type: 'commonjs' },
                sourceMaps: 'inline',
            },
        ],
    },
    // The packages that ship ES modules only.
    transformIgnorePatterns: [
        '/node_modules/(?!(p-limit|yocto-queue|jose|croner|openid-client|oauth4webapi|intl-messageformat|@formatjs)/)',
    ],
    moduleNameMapper: {
        '^@azure/functions-core$': '<rootDir>/test/support/functions-core-stub.ts',
        // The same functions in one file: the other is a hundred, which every test file would load anew.
        '^culori/fn$': '<rootDir>/node_modules/culori/bundled/culori.cjs',
    },
    globalSetup: '<rootDir>/test/support/build-once.ts',
    setupFiles: ['<rootDir>/test/support/as-deployed.ts'],
    // Collected by `npm run test:coverage` alone: it costs as much as the tests themselves.
    collectCoverageFrom: ['functions/**/*.ts', 'shared/**/*.ts', 'local/**/*.ts'],
    coverageProvider: 'v8',
    coverageReporters: ['text-summary', 'lcov'],
    coverageDirectory: 'coverage',
    testTimeout: 30_000,
    testSequencer: '<rootDir>/test/support/slow-first.cjs',
    // While one waits for a lock to run out, or for processes of its own, the others keep every core busy.
    maxWorkers: availableParallelism() + 1,
};
