import { ANALYTICS, ERP, PRODUCTION } from './e2e-samples.ts';
import { mailedInvite, openLink, postForm, save, SAME_ORIGIN } from './e2e-link.ts';
import { signInToPlatform } from './ops-sign-in.ts';
import { audit, whenEnded } from './stack-flow.ts';
import { waitFor, type Answer, type Stack } from './stack.ts';

const HTML = { accept: 'text/html' };

/** What differs from one run to the next whatever code runs: IDs, times and how long it took, ports, tokens. */
const withoutChance = (text: string): string =>
    text
        .replaceAll(/([?&](?:amp;)?t=)[\w.~-]+/g, '$1<token>')
        .replaceAll(/localhost:\d+/g, 'localhost')
        .replaceAll(/[\da-f]{8}-[\da-f]{4}-4[\da-f]{3}-[89ab][\da-f]{3}-(?!0{9})[\da-f]{12}/g, '<id>')
        .replaceAll(/\b[\da-f]{32}\b/g, '<id>')
        .replaceAll(/("milliseconds": )\d+/g, '$1<time>')
        .replaceAll(/\d{4}-\d\d-\d\dT\d\d:\d\d(:\d\d(\.\d+)?)?Z/g, '<time>')
        .replaceAll(/\d{1,2}:\d\d(:\d\d)?/g, '<clock>');

/** An answer as text, headers included, in which only the code that made it shows. */
const seen = ({ status, headers, body }: Answer): string => {
    const lines = Object.entries(headers)
        .filter(([name]) => !['date', 'content-length', 'set-cookie'].includes(name))
        .map(([name, value]) => `${name}: ${value}`)
        .sort();
    const text = typeof body === 'string' ? body : JSON.stringify(body, undefined, 2);
    return withoutChance([status, ...lines, '', text].join('\n'));
};

/** Tenants are audited side by side, and what is missing is listed by when it was seen: chance again. */
const inAnyOrder = (text: string): string => text.split('\n').sort().join('\n');

/** The functions as the host lists them when it has loaded the app. */
const registered = (stack: Stack): string =>
    withoutChance([...new Set(stack.logs().match(/^ {2}[\w-]+: (\[|timer|queue).*$/gm))].sort().join('\n'));

/**
 * The main job in short, with a look at everything that is made in another way: JSON, problems, pages in two languages,
 * mails, CSV, the report's chart, an operations page.
 *
 * @returns what was seen, by the name of the step
 */
export const shortJourney = async (stack: Stack): Promise<Record<string, string>> => {
    const found: Record<string, string> = { functions: registered(stack) };
    const note = (name: string, answer: Answer): void => {
        found[name] = seen(answer);
    };
    const noteRows = (name: string, answer: Answer): void => {
        found[name] = inAnyOrder(seen(answer));
    };

    note('health', await stack.anonymous('GET', '/api/health'));
    note('health of each part', await stack.api('GET', '/api/health/details'));
    note('a bad body', await stack.api('POST', '/api/invites', { body: { subscriptionId: 'no', colour: 'red' } }));
    note(
        'a batch',
        await stack.api('POST', '/api/invites/batch', {
            body: 'subscriptionId,adminEmail\nno,nobody\n',
            headers: { 'content-type': 'text/csv' },
        }),
    );
    const link = await mailedInvite(stack, { subscriptionId: PRODUCTION, adminEmail: 'owner@contoso.example' });
    note('the page of the link', await openLink(stack, link));
    note('the page in German', await openLink(stack, link, { ...HTML, 'accept-language': 'de' }));
    note('a forged link', await openLink(stack, { ...link, token: 'a.local.b' }));
    note('a form from elsewhere', await postForm(stack, link, 'decision=save', { 'sec-fetch-site': 'cross-site' }));
    note('a form without a decision', await postForm(stack, link, '', SAME_ORIGIN));
    note('the yes', await save(stack, link));
    await whenEnded(stack, link.id, 60);
    note('the status page', await stack.anonymous('GET', `${link.path}/status?t=${link.token}`, { headers: HTML }));
    const mails = await waitFor(
        'the mails of the outcome',
        async () => {
            const inbox = await stack.inbox();
            return inbox.length >= 3 ? inbox : undefined;
        },
        60,
    );
    for (const { to, subject, html, text } of mails) {
        found[`the mail to ${to}: ${withoutChance(subject)}`] = withoutChance(`${html}\n${text}`);
    }
    const { tenants, rows } = await audit(stack);
    found['the audit'] = JSON.stringify({ tenants, rows: rows.map((row) => `${row.subscriptionId} ${row.coverage}`) });
    noteRows('what is missing, as CSV', await stack.api('GET', '/api/audit', { headers: { accept: 'text/csv' } }));
    noteRows('the report', await stack.api('GET', '/api/report', { headers: HTML }));
    note('a subscription', await stack.api('GET', `/api/subscriptions/${ANALYTICS}`));
    note('the evidence', await stack.api('GET', `/api/evidence?tenantId=${ERP.replace(/b1$/, '01')}`));
    note('a template', await stack.anonymous('GET', '/api/templates/lighthouse.json'));
    const { functions } = await stack.run();
    const { cookie } = await signInToPlatform(functions, { upn: 'operator@fourthcoffee.example' });
    for (const page of ['', '/missing', '/invite-many']) {
        noteRows(
            `operations${page}`,
            await stack.anonymous('GET', `/api/ops${page}`, { headers: { ...HTML, cookie } }),
        );
    }
    return found;
};
