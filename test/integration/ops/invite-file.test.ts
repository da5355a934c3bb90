import { postInviteMany } from '../../../functions/ops-invite-many-preview.ts';
import { postInviteManySend } from '../../../functions/ops-invite-many-send.ts';
import type { OpsHandler } from '../../../shared/http/ops/ops-scope.ts';
import { issueInvite } from '../../../shared/use-cases/invites/issue-invite.ts';
import type { Answer } from '../../../shared/http/respond.ts';
import { textOf } from '../../support/answer-text.ts';
import { memoryOps } from '../../support/memory-ops.ts';
import { refusalOf, request } from '../../unit/http/requests.ts';
import { wordsOf } from '../../unit/views/reading.ts';
import { ADMIN, makeWorld, quiet, SUBSCRIPTION, TENANT } from '../invites/world.ts';

const NOBODYS = 'c0000000-0000-4000-8000-0000000000ff';

/** What a browser posts. */
const multipart = async (fill: (form: FormData) => void) => {
    const form = new FormData();
    fill(form);
    const sent = new Request('http://localhost', { method: 'POST', body: form });
    const body = Buffer.from(await sent.arrayBuffer());
    const type = sent.headers.get('content-type') ?? '';
    return request({ headers: { 'content-type': type, 'content-length': String(body.length) }, body });
};

const setUp = () => {
    const world = makeWorld();
    const opsAccess = { rules: undefined, publicBaseUrl: 'https://partner.example', partner: world.deps.partner };
    const deps = { ...world.deps, opsAccess, opsReads: memoryOps() };
    const operator = { name: 'operator@fourthcoffee.example', objectId: 'o1', roles: ['Partner.Operator' as const] };
    const ask = async (handler: OpsHandler, fill: (form: FormData) => void) =>
        handler(await multipart(fill), { operator, log: quiet, correlationId: 'c-1234567' });
    const preview = (file: string | Buffer, name = 'admins.csv') =>
        ask(postInviteMany(deps), (form) => form.set('file', new File([file], name)));
    const send = (key: string, rows: string) =>
        ask(postInviteManySend(deps), (form) => {
            form.set('key', key);
            form.set('rows', rows);
        });
    return { world, deps, preview, send };
};

/** What the form of the preview posts. */
const carriedBy = (page: Answer): [key: string, rows: string] => {
    const value = (name: string) => new RegExp(`name="${name}" value="([^"]*)"`).exec(textOf(page))?.[1] ?? '';
    return [value('key'), value('rows').replaceAll('&quot;', '"').replaceAll('&lt;', '<').replaceAll('&gt;', '>')];
};

const csv = (...lines: string[]) => ['subscriptionId,adminEmail,customerName', ...lines].join('\n');

describe('the preview of a file', () => {
    it('marks every bad row with its reason, and sends and records nothing', async () => {
        const { world, deps, preview } = setUp();
        await issueInvite(deps, { subscriptionId: SUBSCRIPTION, adminEmail: 'live@contoso.example' }, quiet);
        world.azure.tenants.set('f0000000-0000-4000-8000-000000000001', {
            ...{ subscriptionIds: [], link: undefined, roles: [] },
        });

        const answer = await preview(
            csv(
                `${SUBSCRIPTION},${ADMIN},<script>`,
                `nope,${ADMIN},x`,
                `${SUBSCRIPTION},${ADMIN.toUpperCase()},again`,
                `${NOBODYS},${ADMIN},x`,
                `${SUBSCRIPTION},us@fourthcoffee.example,x`,
                `${SUBSCRIPTION},live@contoso.example,x`,
                `${SUBSCRIPTION},cells`,
            ),
        );

        const words = wordsOf(textOf(answer));
        expect(answer.status).toBe(200);
        expect(words).toContain('1 row can be sent, 6 rows cannot. Nothing has been sent yet.');
        expect(words).toMatch(/Row 2 ?subscriptionId: a GUID/);
        expect(words).toMatch(/Row 3 ?The same subscription and admin as row 1\./);
        expect(words).toMatch(/Row 4 ?Microsoft knows no subscription of this ID\./);
        expect(words).toMatch(/Row 5 ?adminEmail: an address of the customer/);
        expect(words).toMatch(/Row 6 ?There is a live invite/);
        expect(words).toMatch(/Row 7 ?This row has 2 cells/);
        expect(textOf(answer)).not.toContain('<script></');
        expect(await world.allInvites()).toHaveLength(1);
    });

    it('tells products apart that are attached by hand, and asks Azure about none of them', async () => {
        const { world, preview, send } = setUp();
        world.azure.findTenant = () => Promise.reject(new Error('Azure was asked.'));

        const page = await preview(
            [
                'product,tenantId,adminEmail,productName,alsoFor',
                `dynamics365,${TENANT},${ADMIN},Sales,intune;ems`,
                `ems,${TENANT},${ADMIN},,`,
                `intune,${TENANT},other@contoso.example,,intune`,
                `azure-dpor,${TENANT},${ADMIN},,`,
            ].join('\n'),
        );
        const answer = await send(...carriedBy(page));

        const words = wordsOf(textOf(page));
        expect(words).toContain('1 row can be sent, 3 rows cannot.');
        expect(words).toMatch(/Dynamics 365: Sales ?Microsoft Intune ?Enterprise Mobility \+ Security/);
        expect(words).toMatch(/Row 2 ?The same product and admin as row 1\./);
        expect(words).toMatch(/Row 3 ?alsoFor\.0: asked for twice/);
        expect(words).toMatch(/Row 4 ?subscriptionId: needed/);
        expect(wordsOf(textOf(answer))).toContain('1 invite is issued, 0 rows were refused.');
        expect((await world.allInvites()).map(({ product }) => product).toSorted()).toEqual([
            'dynamics365',
            'ems',
            'intune',
        ]);
    });

    it.each<[what: string, file: string | Buffer, said: string]>([
        ['is empty', '', 'this one is empty'],
        ['has no rows', 'subscriptionId,adminEmail\n', 'There is no row below its first line.'],
        ['has columns that are not known', 'subscriptionId,adminEmail,foo\na,b,c\n', 'not known: foo'],
        ['names somebody who invites', 'subscriptionId,adminEmail,invitedBy\na,b,c\n', 'not known: invitedBy'],
        ['lacks a column', 'subscriptionId\na\n', 'nothing in a column adminEmail'],
        ['says nothing of what it is about', 'adminEmail\na\n', 'nothing in a column subscriptionId'],
        ['is in another encoding', Buffer.from([0x61, 0x2c, 0xfc]), 'It is not in UTF-8'],
        ['has too many rows', `subscriptionId,adminEmail\n${'a,b\n'.repeat(5_001)}`, 'at most 5000 rows'],
        ['is too large', Buffer.alloc(11 * 1024 * 1024, 'a'), 'larger than 10 MB'],
    ])('is the form again for one that %s', async (_what, file, said) => {
        const answer = await setUp().preview(file);

        expect(answer.status).toBe(400);
        expect(wordsOf(textOf(answer))).toContain(said);
        expect(answer.body).toContain('aria-invalid="true"');
    });
});

describe('sending what was previewed', () => {
    it('issues each row once, however often it is pressed, in the name of who has signed in', async () => {
        const { world, preview, send } = setUp();
        const [key, rows] = carriedBy(
            await preview(csv(`${SUBSCRIPTION},${ADMIN},"<Contoso> ""Ltd"""`, `${SUBSCRIPTION},b@contoso.example,`)),
        );

        const answers = await Promise.all([send(key, rows), send(key, rows)]);
        answers.push(await send(key, rows));

        const invites = await world.allInvites();
        expect(invites.map(({ adminEmail, invitedBy }) => `${adminEmail} ${invitedBy}`).toSorted()).toEqual([
            `${ADMIN} operator@fourthcoffee.example`,
            'b@contoso.example operator@fourthcoffee.example',
        ]);
        expect(invites.map(({ customerName }) => customerName)).toContain('<Contoso> "Ltd"');
        for (const answer of answers) {
            expect(answer.status).toBe(200);
            expect(wordsOf(textOf(answer))).toContain('2 invites are issued, 0 rows were refused.');
        }
    });

    it('believes nothing of the rows: what is not as it should be is refused, row by row', async () => {
        const { world, send } = setUp();
        const rows = [
            { subscriptionId: SUBSCRIPTION, adminEmail: 'us@fourthcoffee.example' },
            { subscriptionId: SUBSCRIPTION, adminEmail: ADMIN, invitedBy: 'somebody else' },
            { subscriptionId: SUBSCRIPTION, adminEmail: 'good@contoso.example' },
            null,
        ].map((value, index) => ({ index, value }));

        const answer = await send('0'.repeat(32), JSON.stringify(rows));

        expect((await world.allInvites()).map(({ adminEmail }) => adminEmail)).toEqual(['good@contoso.example']);
        expect(wordsOf(textOf(answer))).toContain('1 invite is issued, 3 rows were refused.');
        expect(wordsOf(textOf(answer))).toContain('invitedBy: unknown field');
    });

    it.each([
        ['no rows', '0'.repeat(32), '[]', 'validation-failed'],
        ['no key', '', '[{"index":0,"value":{}}]', 'validation-failed'],
        ['no JSON', '0'.repeat(32), '{', 'malformed-body'],
        ['too many rows', '0'.repeat(32), JSON.stringify(Array(5_001).fill({ index: 0 })), 'validation-failed'],
    ])('is refused with %s', async (_what, key, rows, code) => {
        expect((await refusalOf(() => setUp().send(key, rows))).code).toBe(code);
    });
});
