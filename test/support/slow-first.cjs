// Plain CommonJS, as the class that it builds on is.
const { default: TestSequencer } = require('@jest/test-sequencer');

/** Those that take longest on a machine with nothing else to do, the longest first. */
const SLOW = [
    'e2e/storm',
    'integration/audit/scale',
    'e2e/throttled',
    'e2e/signin-save',
    'e2e/signin-trouble',
    'e2e/signin-take-back',
    'e2e/mails-seen',
    'e2e/languages',
    'e2e/audit-killed',
    'e2e/ops-pages',
    'e2e/pages',
    'e2e/products',
    'e2e/start',
    'e2e/signin-wider',
    'integration/remind/crash',
    'integration/audit/audit-crash',
];

const rank = ({ path }) => {
    const found = SLOW.findIndex((name) => path.replaceAll('\\', '/').endsWith(`/test/${name}.test.ts`));
    return found === -1 ? SLOW.length : found;
};

/**
 * The slow ones first, so that no worker is left alone with one of them while the others have nothing to do. Jest knows
 * them only where it has run before, which a clean clone has not.
 */
module.exports = class SlowFirst extends TestSequencer {
    sort(tests) {
        return super.sort(tests).toSorted((one, other) => rank(one) - rank(other));
    }
};
