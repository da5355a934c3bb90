import { createHash } from 'node:crypto';
import { noCounts } from '../../../shared/domain/report.ts';
import type { Report } from '../../../shared/domain/report.ts';
import { ENGLISH } from '../../../shared/views/languages/language.ts';
import { PAGE_CSP } from '../../../shared/views/page-policy.ts';
import { reportMail } from '../../../shared/views/report/report-mail.ts';
import { reportPage } from '../../../shared/views/report/report-page.ts';
import { ofOtherProducts, report, totalsOf } from '../report/samples.ts';
import { wordsOf } from './reading.ts';

const partner = { name: 'Fourth Coffee', contact: 'partners@fourthcoffee.example' };
const SAME_AS = '2026-11-14T06:00:00.000Z';

/** Nothing is lacking anywhere. */
const clean: Report = {
    ...report,
    totals: totalsOf({ subscriptions: 3, covered: 3 }),
    changes: noCounts(),
    changed: [],
    missing: { count: 0, ages: report.missing.ages, customers: { count: 0, items: [] }, oldest: [] },
    endsSoon: { count: 0, items: [] },
    failed: { count: 0, items: [] },
    partial: { count: 0, items: [] },
    attested: { count: 0, items: [] },
};

const textOf = (over: Partial<Report>): string =>
    reportMail({ ...report, ...over }, 'attached', 'Fourth Coffee', ENGLISH).text;
const subjectOf = (over: Partial<Report>): string =>
    reportMail({ ...report, ...over }, 'attached', 'Fourth Coffee', ENGLISH).subject;

describe('the subject of the report', () => {
    it('says how much is covered and how much is missing', () => {
        expect(subjectOf({})).toBe('Coverage report: 3 of 6 subscriptions covered, 2 missing');
    });

    it('says that nothing has changed', () => {
        expect(subjectOf({ sameAs: SAME_AS })).toBe('Coverage report: unchanged since 14 Nov 2026, 2 missing');
    });
});

describe('a report that would say the same as the last one', () => {
    const { text, html } = reportMail({ ...report, sameAs: SAME_AS }, 'attached', 'Fourth Coffee', ENGLISH);

    it('is one line, what keeps us from knowing included', () => {
        expect(text.split('\n').filter((line) => line !== '')).toEqual([
            'Coverage report',
            'Nothing has changed since the report of 14 November 2026 at 06:00 UTC. 3 of 6 subscriptions are covered (50 %), 2 missing, 1 not known. 1 tenant is seen in part: new subscriptions there may be missing without showing. 1 tenant could not be audited and counts as last seen.',
            '--',
            'Sent to the addresses that are set to get the report.',
        ]);
        expect(html).not.toContain('<h2');
    });

    it('is whole on the page, and says so', () => {
        const page = reportPage({ ...report, sameAs: SAME_AS }, partner, ENGLISH);

        expect(wordsOf(page)).toContain('Nothing has changed since the report of 14 November 2026 at 06:00 UTC.');
        expect(page).toContain('Missing for longest');
    });
});

describe.each([
    ['the page', (over: Partial<Report>) => wordsOf(reportPage({ ...report, ...over }, partner, ENGLISH))],
    [
        'the mail',
        (over: Partial<Report>) =>
            wordsOf(reportMail({ ...report, ...over }, 'attached', 'Fourth Coffee', ENGLISH).html),
    ],
    ['the mail as text', textOf],
])('%s of the report', (_what, wordsIn) => {
    it.each([
        'Missing, by customer and age',
        '51 days, since 1 Oct 2026',
        'missing: no eligible role',
        'EnterpriseAgreement, now MicrosoftCustomerAgreement',
        '1 Dec 2026',
        'not done by the deadline',
        '1 tenant is seen in part: new subscriptions there may be missing without showing.',
        'they count as not known, never as covered',
        '5 (50 %)',
        '2 of 5 (40 %)',
    ])('says: %s', (words) => {
        expect(wordsIn({})).toContain(words);
    });

    it('leaves out what there is nothing to say about', () => {
        const words = wordsIn(clean);

        for (const heading of [
            'Ends soon',
            'Not audited',
            'Seen in part',
            'Said by customers',
            'Missing for longest',
        ]) {
            expect(words).not.toContain(heading);
        }
        expect(words).toContain('Nothing that we see is missing.');
    });

    it('never calls all of it good where a tenant is seen in part', () => {
        const partial = { count: 1, items: [{ tenantId: 't', customerName: null }] };

        expect(wordsIn({ ...clean, partial })).toContain('may be missing without showing');
        expect(wordsIn(clean)).not.toContain('may be missing without showing');
    });

    it('says how to get the rest of a list that is cut', () => {
        const words = wordsIn({ missing: { ...report.missing, count: 312 } });

        expect(words).toContain('These are the first 2 of 312.');
        expect(words).toMatch(/Accept: text\/csv/);
    });

    it('says where there are more invites than were counted', () => {
        expect(wordsIn({ funnel: { ...report.funnel, isComplete: false } })).toContain(
            'more invites than were counted',
        );
        expect(wordsIn({})).not.toContain('more invites than were counted');
    });

    it('says where it is the first one, and where nothing changed', () => {
        const beginning = { ...clean, since: { kind: 'beginning', at: null, runFinishedAt: null } } as const;
        const run = { ...clean, since: { ...report.since, kind: 'run' } } as const;

        expect(wordsIn(beginning)).toContain('This is the first audit');
        expect(wordsIn(run)).toMatch(/Since the audit that ended on 14 November 2026 at 06:00 UTC:\s*Nothing\./);
    });

    it('counts the products that are attached by hand apart, each by its name, and says who alone can see them', () => {
        const words = wordsIn(ofOtherProducts);
        const [, counted = ''] = words.split('Other products, attached by hand');

        expect(counted).toMatch(/No program can see it.*none of it counts as covered/s);
        for (const row of [
            ['Microsoft 365', 58, 12, 41, 0, 2, 3],
            ['Dynamics 365', 1, 0, 0, 1, 0, 0],
            ['Azure, legacy partner information', 3, 1, 1, 0, 0, 0],
        ]) {
            expect(counted).toMatch(new RegExp(row.join('\\D*?')));
        }
    });

    it('names what customers say of them, what lapsed first', () => {
        const words = wordsIn(ofOtherProducts);
        const [, list = ''] = words.split('Said by customers of other products');

        expect(list).toMatch(
            /Fabrikam.*Dynamics 365, .?Sales Enterprise.*2 Sept 2025.*lapsed: nobody answered.*asked again, not answered yet.*as they say/s,
        );
    });

    it('says the same of Azure whatever was said of other products', () => {
        const [azure, others] = [wordsIn({}), wordsIn(ofOtherProducts)];
        const upTo = (words: string) => words.split('Said by customers')[0];
        const funnel = (words: string) =>
            /From invited to attached(.*?)(Other products, attached by hand|What covered means)/s.exec(words)?.[1];

        expect(upTo(others)).toBe(upTo(azure));
        expect(funnel(others)).toBe(funnel(azure));
        for (const heading of ['Other products', 'of other products']) expect(azure).not.toContain(heading);
    });

    it('says what Microsoft’s programmes make of it nowhere', () => {
        expect(wordsIn({})).not.toMatch(/recogni[sz]ed/i);
    });
});

describe('a table of the mail', () => {
    const { html } = reportMail({ ...report, ...ofOtherProducts }, 'attached', 'Fourth Coffee', ENGLISH);
    const tables = html.match(/<table[^>]*class="numbers".*?<\/table>/gs) ?? [];

    it('has numbers below each other where a telephone has room for it', () => {
        expect(tables.map(wordsOf).join()).toContain('30–89 days');
    });

    it('is a list where it has more columns than that', () => {
        expect(tables.map(wordsOf).join()).not.toContain('Dynamics 365');
        expect(wordsOf(html)).toMatch(/Microsoft 365\s*Invited:\s*58\s*Waiting:\s*12/);
    });
});

describe('how the mail says what became of the list', () => {
    it.each([
        ['attached', 'The attached list has all of them.'],
        ['zipped', 'it is compressed'],
        ['too-large', 'too large for a mail'],
    ] as const)('%s', (list, words) => {
        expect(reportMail(report, list, 'Fourth Coffee', ENGLISH).text).toContain(words);
    });

    it('leads nowhere: who gets it has no key', () => {
        expect(reportMail(report, 'attached', 'Fourth Coffee', ENGLISH).html).not.toMatch(/href=|https?:/);
    });
});

describe('a report that has much to say', () => {
    const many = <Item>(items: readonly Item[]): Item[] =>
        Array.from({ length: 50 }, (_, n) => items[n % items.length] as Item);
    const some = <Item>({ items }: { items: readonly Item[] }) => ({ count: 1_000, items: many(items) });
    const full: Report = {
        ...report,
        history: many(report.history).slice(0, 30),
        changes: { ...report.changes, new: 996 },
        changed: many(report.changed),
        missing: {
            ...report.missing,
            count: 1_000,
            customers: some(report.missing.customers),
            oldest: many(report.missing.oldest),
        },
        endsSoon: some(report.endsSoon),
        failed: some(report.failed),
        partial: some(report.partial),
        attested: some(report.attested),
    };

    it('is not cut off by a mail program: it names fewer, and says of how many', () => {
        const { html, text } = reportMail(full, 'attached', 'Fourth Coffee', ENGLISH);

        expect(Buffer.byteLength(html)).toBeLessThan(60 * 1024);
        expect(text.match(/These are the first 10 of 1000\./g)).toHaveLength(6);
        expect(text).toContain('These are the first 25 of 1000.');
    });

    it('is whole on the page', () => {
        const page = reportPage(full, partner, ENGLISH);

        expect(page.match(/These are the first 50 of 1000\./g)).toHaveLength(7);
        expect(page.match(/<rect/g)?.length).toBeGreaterThan(50);
    });
});

describe('the tone of the report', () => {
    it.each<[string, Partial<Report>, string]>([
        ['good where nothing is lacking', clean, 'good'],
        ['caution where something is missing', { ...clean, totals: totalsOf({ covered: 3, missing: 1 }) }, 'caution'],
        ['caution where something is not known', { ...clean, totals: totalsOf({ covered: 3, unknown: 1 }) }, 'caution'],
        ['caution where a tenant failed', { ...clean, failed: { count: 1, items: [] } }, 'caution'],
        ['caution where a tenant is seen in part', { ...clean, partial: { count: 1, items: [] } }, 'caution'],
        ['none where there is nothing to cover', { ...clean, totals: totalsOf({ excluded: 2 }) }, 'neutral'],
    ])('is %s', (_what, over, tone) => {
        expect(reportPage({ ...report, ...over }, partner, ENGLISH)).toContain(`<div class="callout ${tone}">`);
    });
});

describe('the chart', () => {
    const page = reportPage(report, partner, ENGLISH);
    const heightsOf = (html: string, tone: string): number[] =>
        [
            ...html.matchAll(
                new RegExp(`class="bar-${tone}"\\s+x="[^"]*"\\s+y="[^"]*"\\s+width="[^"]*"\\s+height="([^"]*)"`, 'g'),
            ),
        ].map(([, height]) => Number(height));

    it('has a bar for each audit, its parts as high as what they stand for', () => {
        const good = heightsOf(page, 'good');
        const caution = heightsOf(page, 'caution');

        expect(good).toHaveLength(3);
        expect(good[1]).toBeCloseTo(2 * (good[0] ?? 0), 1);
        expect(caution[0]).toBeCloseTo(4 * (good[0] ?? 0), 1);
        expect(heightsOf(page, 'neutral')).toHaveLength(1);
    });

    it('says in words what it shows, and has the numbers as a table', () => {
        expect(page).toContain(
            'aria-label="Bars of 3 audits: from 1 of 5 (20 %) covered on 19 Nov 2026 to 3 of 6 (50 %) on 21 Nov 2026"',
        );
        const [, table = ''] = /<details>([\s\S]*?)<\/details>/.exec(page) ?? [];
        expect(wordsOf(table)).toMatch(/20 Nov 2026\s+2\s+0\s+3\s+2 of 5 \(40 %\)/);
    });

    it('shows what is there, however little it is', () => {
        const history = [{ runId: 'r', finishedAt: report.at, totals: totalsOf({ covered: 100_000, missing: 1 }) }];

        expect(heightsOf(reportPage({ ...report, history }, partner, ENGLISH), 'caution')[0]).toBeGreaterThanOrEqual(1);
    });

    it('is made of cells in a mail, which together are as wide as the mail', () => {
        const { html } = reportMail(report, 'attached', 'Fourth Coffee', ENGLISH);
        const bars = html.split('role="presentation" aria-hidden="true"').slice(1);
        const widths = bars.map((bar) =>
            [...(/[\s\S]*?<\/table>/.exec(bar)?.[0] ?? '').matchAll(/width="(\d+)%"\s+height/g)].map(([, share]) =>
                Number(share),
            ),
        );

        expect(widths).toEqual([
            [20, 80],
            [40, 60],
            [51, 16, 33],
        ]);
        expect(html).not.toMatch(/<(svg|img)\b/);
    });

    it('stands where there is nothing to cover, too', () => {
        const history = [{ runId: 'r', finishedAt: report.at, totals: totalsOf({ excluded: 1 }) }];

        expect(wordsOf(reportPage({ ...report, history }, partner, ENGLISH))).toContain('nothing to cover');
        expect(reportMail({ ...report, history }, 'attached', 'Fourth Coffee', ENGLISH).text).toContain(
            'nothing to cover',
        );
    });
});

describe('the document of the report', () => {
    const page = reportPage(report, partner, ENGLISH);

    it('carries exactly the stylesheet that the policy allows, and nothing that it would block', () => {
        const styles = [...page.matchAll(/<style>(.*?)<\/style>/gs)].map((match) => match[1] ?? '');
        const allowed = /style-src 'sha256-([^']+)'/.exec(PAGE_CSP)?.[1];
        const body = page.replace(/<style>.*?<\/style>/s, '');

        expect(styles.map((style) => createHash('sha256').update(style).digest('base64'))).toEqual([allowed]);
        expect(body).not.toMatch(/<(script|link|img|iframe|object|base)\b/i);
        expect(body).not.toMatch(/\s(style|on[a-z]+)=/i);
        expect(page).not.toMatch(/@import|url\(|https?:/i);
    });

    it('has tables whose cells name their columns', () => {
        expect(page.match(/<th role="columnheader" scope="col"/g)?.length).toBeGreaterThan(10);
        expect(page).toContain('data-name="Missing for"');
    });
});

describe('text that others write in the report', () => {
    const HOSTILE = `</td><script>alert('1')</script>"\u202E=HYPERLINK("evil")\u2069\r\nBcc: x@y.example א`;

    const withNames = (text: string): Report =>
        JSON.parse(
            JSON.stringify(report, (key, value: unknown) =>
                ['customerName', 'displayName'].includes(key) ? text : value,
            ),
        ) as Report;

    const tagsOf = (html: string): string[] => html.match(/<[^>]*>?/g) ?? [];
    const documents = (text: string): [string, string][] => [
        ['the page', reportPage(withNames(text), partner, ENGLISH)],
        ['the mail', reportMail(withNames(text), 'attached', 'Fourth Coffee', ENGLISH).html],
    ];
    const plain = new Map(documents('plain'));

    it.each(documents(HOSTILE))('makes no markup in %s, and cannot end what sets it apart', (name, html) => {
        expect(html).toMatch(/&lt;script&gt;alert\((&#39;|&#x27;)1\1\)&lt;\/script&gt;/);
        expect(tagsOf(html)).toEqual(tagsOf(plain.get(name) ?? ''));
        expect(html.replace(/<bdi>[^<]*<\/bdi>/g, '')).not.toContain('HYPERLINK');
    });

    it('starts no line of its own in the text, and turns none round', () => {
        const { text, subject } = reportMail(withNames(HOSTILE), 'attached', 'Fourth Coffee', ENGLISH);

        expect(text).not.toMatch(/^Bcc:/m);
        expect(text.replace(/\u2068[^\u2068\u2069\n]*\u2069/g, '')).not.toMatch(
            /HYPERLINK|[\u202A-\u202E\u2066-\u2069]/,
        );
        expect(subject).toMatch(/^Coverage report: /);
    });

    it('is shown as it is where it is a reason that nobody knows', () => {
        const failed = { count: 1, items: [{ tenantId: 't', customerName: 'c', reason: '<b>' }] };

        expect(reportPage({ ...report, failed }, partner, ENGLISH)).toContain('<bdi>&lt;b&gt;</bdi>');
    });
});
