import { z } from 'zod';
import type { Message } from '../../../local/mail/index.ts';
import type { GuideAnswer } from '../../../shared/use-cases/guide/answer-guide.ts';
import { linksOf } from '../../support/mail-links.ts';
import { startWiredApp } from './wired-app.ts';
import type { WiredApp } from './wired-app.ts';

const TENANT = 'c0000000-0000-4000-8000-000000000001';
const SUBSCRIPTION = 'c0000000-0000-4000-8000-0000000000a1';
const ADMIN = 'admin@contoso.example';
const PARTNER_MAIL = 'partners@fourthcoffee.example';

const invited = z.looseObject({
    id: z.string(),
    status: z.string(),
    alongside: z.array(z.string()),
    said: z.looseObject({ state: z.string(), at: z.string() }).nullable(),
});

/** Through the functions as they are wired, with the settings as they are given. */
describe('a year after a customer said what it did by hand', () => {
    let app: WiredApp;
    beforeAll(async () => {
        app = await startWiredApp({ DPOR_PARTNER_ID: '2718281' });
    }, 60_000);
    afterAll(() => app.close(), 60_000);

    const read = async (id: string) => {
        const { body } = await app.http('invites-get', { method: 'GET', params: { id } });
        return invited.parse(JSON.parse(body ?? ''));
    };
    const standing = async (ids: readonly string[]) =>
        await Promise.all(ids.map(async (id) => [(await read(id)).status, (await read(id)).said?.state]));
    const mails = async (kind: string): Promise<Message[]> =>
        (await app.inbox()).filter(({ customArgs }) => customArgs.mailKind === kind);
    /** By the newest mail with a link to the page. */
    const answer = async (id: string, decision: GuideAnswer): Promise<number> => {
        const links = (await app.inbox()).flatMap((mail) => linksOf([mail])).map((link) => new URL(link));
        const link = links.findLast(({ pathname }) => pathname === `/api/guide/${id}`);
        if (link === undefined) throw new Error(`No mail leads to the guide of ${id}.`);
        const headers = { 'content-type': 'application/x-www-form-urlencoded', 'sec-fetch-site': 'same-origin' };
        const path = link.pathname + link.search;
        const { status } = await app.http('guide-post', {
            ...{ path, headers, params: { inviteId: id }, body: `decision=${decision}` },
        });
        await app.deliver();
        return status;
    };

    it('each is asked about once, and lapses where nobody answers', async () => {
        const asked = await app.http('invites-post', {
            headers: { 'content-type': 'application/json' },
            body: JSON.stringify({
                ...{ product: 'microsoft365', tenantId: TENANT, adminEmail: ADMIN },
                alsoFor: ['intune', { product: 'azure-dpor', subscriptionId: SUBSCRIPTION }],
            }),
        });
        const { id: lead, alongside } = invited.parse(JSON.parse(asked.body ?? ''));
        const ids = [lead, ...alongside];
        await app.deliver();
        const pressed = [];
        for (const id of ids) pressed.push(await answer(id, 'added'));
        expect([asked.status, ...pressed]).toEqual([201, 303, 303, 303]);

        // On the days on which reminders would be due, and when a year is almost over.
        for (const days of [3, 3, 355]) {
            app.skipDays(days);
            await app.passDays(1);
        }
        expect((await app.inbox()).filter(({ to }) => to === ADMIN)).toHaveLength(1);
        expect(await standing(ids)).toEqual(ids.map(() => ['attested', 'current']));

        // A mailbox gets one such mail a day.
        await app.passDays(4);
        const again = await mails('ask-again');
        expect(again.map(({ to, customArgs }) => [to, customArgs.inviteId]).toSorted()).toEqual(
            ids.map((id) => [ADMIN, id]).toSorted(),
        );
        expect(await standing(ids)).toEqual(ids.map(() => ['attested', 'asked']));
        expect(await answer(alongside[0] ?? '', 'added')).toBe(303);

        app.skipDays(26);
        await app.passDays(1);
        expect(await standing([lead])).toEqual([['attested', 'asked']]);
        await app.passDays(2);
        app.skipDays(300);
        await app.passDays(1);

        expect(await standing(ids)).toEqual([
            ['attested', 'lapsed'],
            ['attested', 'current'],
            ['attested', 'lapsed'],
        ]);
        const told = (await app.inbox())
            .filter(({ to }) => to === PARTNER_MAIL)
            .map(({ customArgs }) => customArgs.inviteId);
        expect(told.toSorted()).toEqual([...ids, lead, alongside[1]].toSorted());
        expect(await mails('ask-again')).toHaveLength(3);
        expect(await mails('reminder')).toEqual([]);
        expect(await answer(lead, 'added')).toBe(410);
    }, 240_000);
});
