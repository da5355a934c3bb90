import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { startArm } from '../../../local/arm/index.ts';
import { createRequestLog } from '../../../local/arm/request-log.ts';
import { codeOf, sampleDocument, startDouble, tenantOf, type Double } from './environment.ts';
import { keepClean } from './kept-clean.ts';
import { contoso, fabrikam, northwind, PRINCIPAL, TENANT } from './sample-ids.ts';

const PARTNERS = '/providers/Microsoft.ManagementPartner/partners';
const V = 'api-version=2018-02-01';

interface Logged {
    method: string;
    path: string;
    tenantId: string | null;
    objectId: string | null;
    status: number;
}

describe('control routes', () => {
    let double: Double;
    beforeAll(async () => {
        double = await startDouble();
    });
    keepClean(() => double);

    const requests = async () => (await double.call({ path: '/_sim/requests' })).body as Logged[];
    const fault = (body: unknown) => double.call({ method: 'POST', path: '/_sim/faults', body });
    const ownLink = async (tenantId = northwind(TENANT)) =>
        double.call({ path: `${PARTNERS}?${V}`, token: await double.userToken(tenantId, northwind(PRINCIPAL)) });

    describe('state', () => {
        it('gives back the sample tenants as they were given', async () => {
            await expect(double.state()).resolves.toEqual(sampleDocument());
        });

        it('gives links and versions as they stand now', async () => {
            await double.partner(fabrikam(TENANT)).partner.update('314159');

            const link = tenantOf(await double.state(), fabrikam(TENANT)).managementPartners[fabrikam(PRINCIPAL)];

            expect(link).toMatchObject({ partnerId: '314159', version: 2, state: 'Active' });
        });

        it('takes a document whose lists are left out', async () => {
            const { app } = sampleDocument();

            const answer = await double.call({
                method: 'PUT',
                path: '/_sim/state',
                body: { partners: {}, app, tenants: [{ tenantId: contoso('2'), displayName: 'Bare' }] },
            });

            expect(answer.status).toBe(200);
            expect(tenantOf(await double.state(), contoso('2'))).toMatchObject({
                users: [],
                subscriptions: [],
                servicePrincipal: null,
            });
        });

        it('refuses a document with the list of all that is wrong, and keeps what was', async () => {
            const document = sampleDocument();
            tenantOf(document, contoso(TENANT)).displayName = '';
            Object.assign(document.app, { secret: 'more' });

            const answer = await double.call({ method: 'PUT', path: '/_sim/state', body: document });

            expect(answer.status).toBe(400);
            expect((answer.body as { problems: string[] }).problems).toEqual([
                expect.stringMatching(/^app: .*secret/),
                expect.stringMatching(/^tenants\.1\.displayName: /),
            ]);
            await expect(double.state()).resolves.toEqual(sampleDocument());
        });

        it.each([
            [
                'a tenant twice',
                (document: ReturnType<typeof sampleDocument>) =>
                    document.tenants.push({ ...tenantOf(document, contoso(TENANT)), subscriptions: [] }),
                /tenant c0000000-\S+ is there twice/,
            ],
            [
                'a subscription in two tenants',
                (document: ReturnType<typeof sampleDocument>) =>
                    tenantOf(document, fabrikam(TENANT)).subscriptions.push(
                        ...tenantOf(document, contoso(TENANT)).subscriptions.slice(0, 1),
                    ),
                /subscription c0000000-\S+a1 is there twice/,
            ],
            [
                'a circle of management groups',
                (document: ReturnType<typeof sampleDocument>) =>
                    tenantOf(document, contoso(TENANT)).managementGroups.push(
                        { id: 'a', displayName: 'A', parentId: 'b', subscriptions: [] },
                        { id: 'b', displayName: 'B', parentId: 'a', subscriptions: [] },
                    ),
                /management group a is above itself/,
            ],
        ])('refuses %s', async (_what, spoil, problem) => {
            const document = sampleDocument();
            spoil(document);

            const answer = await double.call({ method: 'PUT', path: '/_sim/state', body: document });

            expect(answer.status).toBe(400);
            expect(JSON.stringify(answer.body)).toMatch(problem);
        });

        it('refuses what is no JSON', async () => {
            const answer = await double.call({ method: 'PUT', path: '/_sim/state', body: '{' });

            expect(answer).toMatchObject({ status: 400, body: { problems: ['the body is no JSON'] } });
        });

        it('takes a subscription away although roles still point to it', async () => {
            await double.change((document) => {
                tenantOf(document, contoso(TENANT)).subscriptions.shift();
            });

            const answer = await double.call({
                path: '/subscriptions?api-version=2022-12-01',
                token: double.credential(contoso(TENANT)),
            });

            expect(answer.body).toMatchObject({ value: [{ displayName: 'Analytics' }] });
        });
    });

    describe('requests', () => {
        it('lists who asked what and what came of it, control routes left out', async () => {
            await double.partner(northwind(TENANT)).partners.get();
            await double.call({ path: `${PARTNERS}?${V}` });

            expect(await requests()).toMatchObject([
                { method: 'GET', path: `/${northwind(TENANT)}/v2.0/.well-known/openid-configuration`, status: 200 },
                { method: 'POST', path: `/${northwind(TENANT)}/oauth2/v2.0/token`, objectId: northwind(PRINCIPAL) },
                {
                    method: 'GET',
                    path: PARTNERS,
                    tenantId: northwind(TENANT),
                    objectId: northwind(PRINCIPAL),
                    status: 200,
                },
                { method: 'GET', path: PARTNERS, tenantId: null, objectId: null, status: 401 },
            ]);
        });

        it('keeps the newest 100,000', () => {
            const log = createRequestLog();
            const entry = { method: 'GET', path: '/', tenantId: null, objectId: null, at: '2026-01-01T00:00:00.000Z' };

            for (let index = 0; index < 250_000; index += 1) log.add({ ...entry, status: index });

            const kept = log.list();
            expect([kept.length, kept[0]?.status, kept.at(-1)?.status]).toEqual([100_000, 150_000, 249_999]);
        });

        it('is emptied on request', async () => {
            await double.call({ path: `${PARTNERS}?${V}` });

            await double.call({ method: 'DELETE', path: '/_sim/requests' });

            await expect(requests()).resolves.toEqual([]);
        });
    });

    describe('faults', () => {
        it('answer as often as told, then the right answer comes', async () => {
            await fault({
                method: 'GET',
                path: 'managementpartner',
                status: 503,
                code: 'ServiceUnavailable',
                times: 2,
            });

            const answers = [await ownLink(), await ownLink(), await ownLink()];

            expect(answers.map(({ status }) => status)).toEqual([503, 503, 200]);
            expect(answers.map(codeOf)).toEqual(['ServiceUnavailable', 'ServiceUnavailable', undefined]);
        });

        it('leave other methods and paths alone', async () => {
            await fault({ method: 'PUT', path: 'ManagementPartner', status: 503, times: 1 });
            await fault({ path: '^/subscriptions', status: 503, times: 1 });

            const answer = await ownLink();

            expect(answer.status).toBe(200);
        });

        it('look at the query too', async () => {
            await fault({ path: 'partners\\?api-version=2018', status: 500, times: 1 });

            const answer = await ownLink();

            expect([answer.status, codeOf(answer)]).toEqual([500, 'InternalServerError']);
        });

        it('take a whole path as the log has it, whatever query follows', async () => {
            await fault({ path: `^${PARTNERS}/314159$`, status: 503, times: 1 });
            await fault({ path: `^${PARTNERS}$`, status: 500, times: 1 });

            const answers = [await ownLink(), await ownLink()];

            expect(answers.map(({ status }) => status)).toEqual([500, 200]);
            await expect(double.call({ path: '/_sim/faults' })).resolves.toMatchObject({ body: [{ status: 503 }] });
        });

        it('throttle with Retry-After and more headers', async () => {
            await fault({ path: 'partners', retryAfterSeconds: 7, headers: { 'x-why': 'asked' }, times: 1 });

            const answer = await ownLink();

            expect(answer).toMatchObject({ status: 429, headers: { 'retry-after': '7', 'x-why': 'asked' } });
        });

        it('happen to every so many-th request that fits, after those that are spared', async () => {
            await fault({ path: 'partners', status: 503, every: 3, skip: 1, times: 2 });
            const statuses: number[] = [];

            for (let n = 0; n < 10; n += 1) statuses.push((await ownLink()).status);

            expect(statuses).toEqual([200, 200, 200, 503, 200, 200, 503, 200, 200, 200]);
        });

        it('end the connection', async () => {
            await fault({ path: 'partners', drop: true, times: 1 });

            await expect(ownLink()).rejects.toThrow();
            expect(await requests()).toMatchObject([{ path: PARTNERS, status: 0 }]);
            await expect(ownLink()).resolves.toMatchObject({ status: 200 });
        });

        it('delay the right answer', async () => {
            await fault({ path: 'partners', delayMs: 1, times: 1 });

            await expect(ownLink()).resolves.toMatchObject({ status: 200 });
            await expect(double.call({ path: '/_sim/faults' })).resolves.toMatchObject({ body: [] });
        });

        it('reach Entra in its own form', async () => {
            await fault({ path: '/token', status: 503, times: 1 });

            const answer = await double.call({ method: 'POST', path: `/${contoso(TENANT)}/oauth2/v2.0/token` });

            expect(answer).toMatchObject({ status: 503, body: { error: 'temporarily_unavailable' } });
            double.exchanges.length = 0;
        });

        it('are listed with what is left of them, and cleared', async () => {
            await fault({ path: 'partners', status: 503, times: 3 });
            await ownLink();

            const left = await double.call({ path: '/_sim/faults' });
            await double.call({ method: 'DELETE', path: '/_sim/faults' });
            const answer = await ownLink();

            expect(left.body).toEqual([{ path: 'partners', status: 503, times: 2 }]);
            expect(answer.status).toBe(200);
        });

        it.each([
            ['without effect', { path: 'x', times: 1 }, /needs one of/],
            ['with a broken expression', { path: '(', status: 500, times: 1 }, /path: is no regular expression/],
            ['with an unknown member', { path: 'x', status: 500, time: 1 }, /time/],
            ['that never happens', { path: 'x', status: 500, times: 0 }, /^times/],
        ])('%s are refused', async (_what, body, problem) => {
            const answer = await fault(body);

            expect(answer.status).toBe(400);
            expect((answer.body as { problems: string[] }).problems[0]).toMatch(problem);
        });
    });
});

describe('starting and stopping', () => {
    let directory: string;
    beforeEach(async () => {
        directory = await mkdtemp(join(tmpdir(), 'arm-'));
    });
    afterEach(() => rm(directory, { recursive: true }));

    it('keeps its state over a restart, in a file that wins over the document', async () => {
        const stateFile = join(directory, 'deeper', 'arm.json');
        const first = await startDouble({ stateFile });
        await first.partner(contoso(TENANT)).partner.create('314159');
        await first.close();

        const second = await startDouble({ stateFile });
        const link = await second.partner(contoso(TENANT)).partners.get();
        await second.close();

        expect(link).toMatchObject({ partnerId: '314159', version: 1 });
    });

    it('goes on taking the tokens it gave before a restart with the same certificate', async () => {
        const first = await startDouble();
        const token = await first.userToken(northwind(TENANT), northwind(PRINCIPAL));
        const port = Number(new URL(first.url).port);
        await first.close();

        const again = await startArm({ port, tls: first.certificate, document: sampleDocument() });
        const answer = await first.call({ path: `${PARTNERS}?${V}`, token });
        await again.close();

        expect(answer.status).toBe(200);
    });

    it('says what is wrong with a state file instead of starting without it', async () => {
        const stateFile = join(directory, 'arm.json');
        await writeFile(stateFile, JSON.stringify({ tenants: [] }));

        await expect(startDouble({ stateFile })).rejects.toThrow(/arm\.json is not valid:\napp: /);
        await expect(readFile(stateFile, 'utf8')).resolves.toBe('{"tenants":[]}');
    });

    describe('the callback of a run', () => {
        const callback = (port: number) => `http://localhost:${port}/api/signin/callback`;
        const registered = async (double: Double) => (await double.state()).app.redirectUris;

        it('takes the place of an earlier run, and leaves other addresses alone', async () => {
            const stateFile = join(directory, 'arm.json');
            const first = await startDouble({ stateFile });
            first.registerCallback(callback(1));
            await first.change(({ app }) => app.redirectUris.push('https://partner.example/api/signin/callback'));
            await first.close();

            const second = await startDouble({ stateFile });
            second.registerCallback(callback(2));
            const found = await registered(second);
            await second.close();

            expect(found).toEqual(['https://partner.example/api/signin/callback', callback(2)]);
        });

        it('stays registered under a document that registers none, and only under such', async () => {
            const double = await startDouble();
            double.registerCallback(callback(1));
            const put = async (redirectUris: string[]) => {
                await double.change(({ app }) => {
                    app.redirectUris = redirectUris;
                });
                return registered(double);
            };

            const found = [await put([]), await put(['https://other.example/'])];
            await double.close();

            expect(found).toEqual([[callback(1)], ['https://other.example/']]);
        });
    });

    it('says that the port of its pages is in use', async () => {
        const first = await startDouble();
        const signInPort = Number(new URL(first.signInUrl).port);

        await expect(startArm({ port: 0, signInPort, tls: first.certificate })).rejects.toThrow(
            /Entra's pages.*in use/s,
        );
        await first.close();
    });

    it('says that its port is in use', async () => {
        const first = await startDouble();
        const port = Number(new URL(first.url).port);

        await expect(startArm({ port, tls: first.certificate })).rejects.toThrow(/in use/);
        await first.close();
    });
});
