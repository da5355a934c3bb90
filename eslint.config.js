import tseslint from 'typescript-eslint';
import jest from 'eslint-plugin-jest';

/** Which layer may import which: one direction, outermost first. */
const mayNotImport = (files, ...patterns) => ({
    files,
    rules: {
        'no-restricted-imports': ['error', { patterns: patterns.map(([group, message]) => ({ group, message })) }],
    },
});

export default tseslint.config(
    { ignores: ['dist/', 'coverage/', '.local/', 'node_modules/'] },
    { linterOptions: { reportUnusedDisableDirectives: 'error' } },
    {
        files: ['**/*.ts'],
        extends: [tseslint.configs.strictTypeChecked, tseslint.configs.stylisticTypeChecked],
        languageOptions: { parserOptions: { projectService: true } },
        rules: {
            '@typescript-eslint/consistent-type-imports': 'error',
            '@typescript-eslint/restrict-template-expressions': ['error', { allowNumber: true, allowBoolean: true }],
            '@typescript-eslint/no-confusing-void-expression': ['error', { ignoreArrowShorthand: true }],
            '@typescript-eslint/switch-exhaustiveness-check': ['error', { considerDefaultExhaustiveForUnions: true }],
            eqeqeq: 'error',
        },
    },
    mayNotImport(
        ['shared/domain/**'],
        [
            [
                '**/use-cases/**',
                '**/ports/**',
                '**/adapters/**',
                '**/http/**',
                '**/views/**',
                '@azure/*',
                '@sendgrid/*',
            ],
            'domain depends on nothing',
        ],
    ),
    mayNotImport(
        ['shared/use-cases/**', 'shared/ports/**'],
        [
            ['**/adapters/**', '**/http/**', '**/functions/**', '@azure/*', '@sendgrid/*'],
            'use cases know ports, not adapters',
        ],
    ),
    mayNotImport(
        ['functions/**', 'shared/adapters/**', 'shared/http/**', 'shared/views/**', 'shared/*.ts'],
        [['**/local/**', '**/test/**'], 'production code does not know the local cloud'],
    ),
    {
        files: ['shared/**/*.ts', 'functions/**/*.ts'],
        ignores: ['shared/config.ts'],
        rules: {
            'no-restricted-properties': [
                'error',
                {
                    object: 'process',
                    property: 'env',
                    message: 'shared/config.ts is the only reader of the environment',
                },
            ],
        },
    },
    {
        files: ['test/**/*.ts'],
        extends: [jest.configs['flat/recommended']],
        rules: {
            'jest/expect-expect': ['error', { assertFunctionNames: ['expect', 'expect*'] }],
            'jest/no-standalone-expect': 'off',
            'jest/no-conditional-expect': 'off',
        },
    },
);
