import pLimit from 'p-limit';
import { endingRoles } from '../../../shared/adapters/tables/ending-roles.ts';
import { inviteCounts } from '../../../shared/adapters/tables/invite-counts.ts';
import { inviteTable } from '../../../shared/adapters/tables/invites.ts';
import { reportTable } from '../../../shared/adapters/tables/reports.ts';
import { reportCsv } from '../../../shared/http/report-csv.ts';
import type { OutgoingMail } from '../../../shared/ports/mailer.ts';
import type { QueueMessages } from '../../../shared/ports/queue.ts';
import type { ReportDeps } from '../../../shared/use-cases/report/deps.ts';
import { reportSource } from '../../../shared/use-cases/report/report-source.ts';
import { requestReport } from '../../../shared/use-cases/report/request-report.ts';
import { sendReport } from '../../../shared/use-cases/report/send-report.ts';
import { reportComposer } from '../../../shared/views/report/report-composer.ts';
import type { SampleDocument, SampleSubscription } from '../../../local/arm/state/document.ts';
import { tenantOf } from '../../contract/arm/environment.ts';
import {
    contoso,
    fabrikam,
    groupPath,
    PRINCIPAL,
    READER,
    SUPPORT_REQUEST_CONTRIBUTOR,
    subscriptionPath,
    TENANT,
} from '../../contract/arm/sample-ids.ts';
import { memoryMailer } from '../../support/memory-mailer.ts';
import { memoryQueue } from '../../support/memory-queue.ts';
import { memoryTable } from '../../support/memory-table.ts';
import { makeSampleWorld, useDouble } from './sample-world.ts';
import { quiet } from './world.ts';
import type { World } from './world.ts';

/** Of the double: it issues tokens, so it starts at the hour that it is. */
let now = new Date();
const double = useDouble(() => now);
afterEach(() => {
    expect(double().violations()).toEqual([]);
});

const DAY_MS = 24 * 60 * 60 * 1000;
const PRODUCTION = contoso('a1');
const NEW_ONE = contoso('a9');
const ENTERPRISE = { agreementType: 'EnterpriseAgreement', accountId: '1234567' } as const;
const CUSTOMER = { agreementType: 'MicrosoftCustomerAgreement', accountId: 'a:b_2019-05-31' } as const;
const PARTNER = { agreementType: 'MicrosoftPartnerAgreement', accountId: 'c:d_2018-09-30' } as const;

const contosoOf = (document: SampleDocument) => tenantOf(document, contoso(TENANT));

const production = (document: SampleDocument): SampleSubscription => {
    const found = contosoOf(document).subscriptions.find(({ subscriptionId }) => subscriptionId === PRODUCTION);
    if (found === undefined) throw new Error('Contoso has no Production.');
    return found;
};

/** Takes Production out of Contoso, with what stands at it. */
function takeAway(document: SampleDocument): SampleSubscription {
    const taken = production(document);
    const tenant = contosoOf(document);
    tenant.subscriptions = tenant.subscriptions.filter((one) => one !== taken);
    tenant.roleAssignments = tenant.roleAssignments.filter(({ scope }) => scope !== subscriptionPath(PRODUCTION));
    for (const group of tenant.managementGroups) {
        group.subscriptions = group.subscriptions.filter((id) => id !== PRODUCTION);
    }
    return taken;
}

/** Our role at Production, alone. */
const ourRole = (document: SampleDocument) => {
    const found = contosoOf(document).roleAssignments.find(
        ({ principalId, roleDefinitionId }) =>
            principalId === contoso(PRINCIPAL) && roleDefinitionId === SUPPORT_REQUEST_CONTRIBUTOR,
    );
    if (found === undefined) throw new Error('We hold no role at Production.');
    return found;
};

/** Reports over the tables of the audit, as the mail service gets them. */
function reporting(world: World): () => Promise<OutgoingMail> {
    const listed = world.tables.get('missingpartners');
    if (listed === undefined) throw new Error('There is no table of missing ones.');
    const invites = memoryTable();
    const mailer = memoryMailer();
    const mailQueue = memoryQueue<QueueMessages['outbound-mail']>();
    const deps: ReportDeps = {
        recipients: ['partners@fourthcoffee.example'],
        sweepAfterSeconds: 60,
        reports: reportTable(memoryTable()),
        source: reportSource({
            ...world.deps,
            ending: endingRoles(listed),
            invites: inviteTable(invites),
            counts: inviteCounts(invites),
        }),
        composer: reportComposer('Fourth Coffee'),
        list: reportCsv,
        mailer,
        mailQueue,
        limit: pLimit(1),
        clock: world.clock,
        random: world.deps.random,
    };
    return async () => {
        await requestReport(deps, quiet);
        const message = mailQueue.take(world.clock.now())?.body;
        if (message?.kind !== 'report') throw new Error('No report was asked for.');
        await sendReport(deps, message, quiet);
        const mail = mailer.sent.at(-1);
        if (mail === undefined) throw new Error('No mail was sent.');
        return mail;
    };
}

interface Story {
    /** What is in Azure before the first audit, beside the sample tenants with Contoso linked. */
    first?: (document: SampleDocument) => void;
    /** What happens there before the second one. */
    then: (document: SampleDocument) => void;
    /** How much later that is. */
    days?: number;
}

/** Two audits with a change in between, and the mail after each. */
async function tell({ first = () => undefined, then, days = 1 }: Story) {
    await double().change((document) => {
        const at = '2026-01-01T00:00:00.0000000Z';
        const link = { partnerId: '314159', state: 'Active', version: 1, createdTime: at, updatedTime: at } as const;
        contosoOf(document).managementPartners[contoso(PRINCIPAL)] = link;
        production(document).billing = ENTERPRISE;
        first(document);
    });
    const world = await makeSampleWorld(double());
    world.clock.at = now.getTime();
    const report = reporting(world);
    await world.audit();
    const before = await report();
    now = new Date(now.getTime() + days * DAY_MS);
    world.clock.at += days * DAY_MS;
    await double().change(then);
    await world.audit();
    const after = await report();
    const find = async (id: string) => (await world.deps.subscriptions.find(id))?.record;
    return { before: readable(before), after: readable(after), find };
}

/** The mail's words, what it says in the lines of one subscription, and the list that is attached. */
function readable({ text, html, attachments }: OutgoingMail) {
    const csv = attachments?.[0]?.content ?? '';
    return {
        text,
        html,
        linesOf: (id: string) => text.split('\n').filter((line) => line.includes(id)),
        listed: (id: string) => Buffer.from(csv).toString().includes(id),
    };
}

describe('from what happens in Azure to the mail that tells of it', () => {
    it('from an Enterprise Agreement to a Customer Agreement: covered as before, and told to be looked at', async () => {
        const { before, after, find } = await tell({
            then: (document) => {
                production(document).billing = CUSTOMER;
            },
        });

        expect(await find(PRODUCTION)).toMatchObject({
            coverage: 'covered',
            agreement: { accountId: 'a:b_2019-05-31' },
        });
        expect(before.linesOf(PRODUCTION)).toEqual([]);
        expect(after.linesOf(PRODUCTION)).toEqual([
            expect.stringContaining('EnterpriseAgreement, now MicrosoftCustomerAgreement'),
        ]);
        expect(after.text).toContain('- 1 subscription under another agreement or billing account');
        expect(after.text).toContain('A digital partner of record did not move with it');
        expect(after.html).toContain('MicrosoftCustomerAgreement');
        expect(after.listed(PRODUCTION)).toBe(false);
    });

    it('from an Enterprise Agreement to CSP: excluded, in question no more, and not listed as missing', async () => {
        const { before, after, find } = await tell({
            // What is missing before must not be chased after.
            first: (document) => {
                const role = ourRole(document);
                contosoOf(document).roleAssignments = contosoOf(document).roleAssignments.filter((one) => one !== role);
            },
            then: (document) => {
                production(document).quotaId = 'CSP_2015-05-01';
                production(document).billing = PARTNER;
            },
        });

        expect(await find(PRODUCTION)).toMatchObject({ coverage: 'excluded', reason: null, missingSince: null });
        expect(before.listed(PRODUCTION)).toBe(true);
        expect(before.text).toContain('1 of 5 subscriptions is covered');
        expect(after.text).toContain('1 of 4 subscriptions is covered');
        expect(after.text).toContain('Left out: 1 under offers that programmes do not count');
        expect(after.linesOf(PRODUCTION)).toEqual([
            expect.stringContaining('EnterpriseAgreement, now MicrosoftPartnerAgreement'),
            expect.stringContaining('EnterpriseAgreement_2014-09-01, now CSP_2015-05-01'),
        ]);
        expect(after.listed(PRODUCTION)).toBe(false);
    });

    it('a trial subscription: told as new, under an offer that does not count, and never chased', async () => {
        const { after, find } = await tell({
            then: (document) => {
                contosoOf(document).subscriptions.push({
                    ...production(document),
                    subscriptionId: NEW_ONE,
                    displayName: 'Try-out',
                    quotaId: 'FreeTrial_2014-09-01',
                    billing: null,
                });
            },
        });

        expect(await find(NEW_ONE)).toMatchObject({ coverage: 'excluded', reason: null, missingSince: null });
        expect(after.text).toContain('- 1 new subscription\n');
        expect(after.text).toContain('2 of 5 subscriptions are covered');
        expect(after.linesOf(NEW_ONE)).toEqual([
            expect.stringMatching(/Try-out .*new: an offer that programmes do not count/),
        ]);
        expect(after.listed(NEW_ONE)).toBe(false);
    });

    it('moved to another tenant: told of both, and missing where it is now', async () => {
        const { after, find } = await tell({
            then: (document) => {
                const to = tenantOf(document, fabrikam(TENANT));
                to.subscriptions.push(takeAway(document));
                to.roleAssignments.push({
                    scope: subscriptionPath(PRODUCTION),
                    principalId: fabrikam(PRINCIPAL),
                    principalType: 'ServicePrincipal',
                    roleDefinitionId: READER,
                });
            },
        });

        expect(await find(PRODUCTION)).toMatchObject({
            tenantId: fabrikam(TENANT),
            coverage: 'missing',
            reason: 'other-partner',
        });
        expect(after.text).toContain('- 1 subscription moved to another tenant');
        const [arrived, left, ...more] = after.linesOf(PRODUCTION);
        expect(arrived).toContain(`new, from the tenant ${contoso(TENANT)}: another partner ID is linked`);
        expect(left).toContain(`moved to the tenant ${fabrikam(TENANT)}`);
        expect(more).toEqual([expect.stringContaining('Missing for: less than a day')]);
        expect(after.listed(PRODUCTION)).toBe(true);
    });

    it('deleted: told as gone, and counted no more', async () => {
        const { before, after, find } = await tell({
            then: (document) => {
                takeAway(document);
            },
        });

        expect((await find(PRODUCTION))?.changes.at(-1)).toMatchObject({ what: 'gone', from: 'covered' });
        expect(before.text).toContain('2 of 5 subscriptions are covered');
        expect(after.text).toContain('1 of 4 subscriptions is covered');
        expect(after.text).toContain('- 1 subscription gone');
        expect(after.linesOf(PRODUCTION)).toEqual([expect.stringContaining('gone: Microsoft knows it no more')]);
        expect(after.listed(PRODUCTION)).toBe(false);
    });

    it('a role that runs out: warned of before, missing after', async () => {
        const until = new Date(now.getTime() + 10 * DAY_MS);
        const { before, after, find } = await tell({
            first: (document) => {
                ourRole(document).endDateTime = until.toISOString();
            },
            then: () => undefined,
            days: 11,
        });

        expect(before.linesOf(PRODUCTION)).toEqual([
            expect.stringMatching(new RegExp(`Covered until: ${until.getUTCDate()} \\w+ ${until.getUTCFullYear()}`)),
        ]);
        expect(before.listed(PRODUCTION)).toBe(false);
        expect(await find(PRODUCTION)).toMatchObject({
            coverage: 'missing',
            reason: 'no-eligible-role',
            role: { id: READER, scope: groupPath(contoso(TENANT)) },
        });
        expect(after.text).toContain('- 1 subscription newly missing\n');
        expect(after.text).not.toContain('Covered until');
        expect(after.linesOf(PRODUCTION)).toEqual([
            expect.stringContaining('missing: no eligible role'),
            expect.stringContaining('Missing for: less than a day'),
        ]);
        expect(after.listed(PRODUCTION)).toBe(true);
    });
});
