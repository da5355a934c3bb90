import type { InvocationContext } from '@azure/functions';
import { getTemplate } from '../../../functions/templates-get.ts';
import { optionsOfTemplate } from '../../../functions/templates-options.ts';
import { vouchFor } from '../../../shared/domain/ways/named-principal.ts';
import { httpHandler } from '../../../shared/http/route.ts';
import { AzureError } from '../../../shared/ports/azure.ts';
import { homePrincipal } from '../../../shared/use-cases/attach/home-principal.ts';
import { refusalOf, request } from './requests.ts';

const PORTAL = 'https://portal.azure.example';
const OBJECT_ID = 'c0000000-0000-4000-8000-000000000201';
const HOME_ID = 'fc000000-0000-4000-8000-0000000000b2';
const keys = [{ id: 'k1', secret: Buffer.alloc(32, 7) }];
const log = () => undefined;
const context = { info: log, warn: log, error: log } as unknown as InvocationContext;

const deps = {
    portal: PORTAL,
    linkSigningKeys: keys,
    partner: {
        name: 'Fourth Coffee',
        defaultId: '314159',
        ids: ['314159', '314160'],
        tenantId: 'fc000000-0000-4000-8000-000000000001',
        clientId: 'fc000000-0000-4000-8000-00000000000a',
    },
    homePrincipal: () => Promise.resolve(HOME_ID),
};

const get = (name: string, query = '', with_ = deps) =>
    httpHandler(getTemplate(with_))(
        request({ method: 'GET', path: `/api/templates/${name}.json${query}`, params: { name } }),
        context,
    );
const told = async (...asked: Parameters<typeof get>): Promise<unknown> => {
    const { status, body } = await get(...asked);
    return { status, ...(JSON.parse(body as string) as object) };
};
const refused = (name: string, query: string) =>
    refusalOf(() =>
        getTemplate(deps)(request({ method: 'GET', path: `/api/templates/${name}.json${query}`, params: { name } }), {
            correlationId: 'c',
            log: { info: log, warn: log, error: log },
        }),
    );

describe('a template', () => {
    it.each(['lighthouse', 'role-assignment'])('can be read by the portal and by no other site: %s', async (name) => {
        const { status, headers } = await get(name);

        expect(status).toBe(200);
        expect(headers).toMatchObject({
            'access-control-allow-origin': PORTAL,
            'content-type': 'application/json',
            'cache-control': 'public, max-age=300',
            'x-content-type-options': 'nosniff',
        });
        expect(headers).not.toHaveProperty('access-control-allow-credentials');
    });

    it('names our principal at home', async () => {
        expect(JSON.stringify(await told('lighthouse'))).toContain(HOME_ID);
    });

    it('names the principal that the page vouched for, and none without', async () => {
        const principal = `?principal=${vouchFor(keys, OBJECT_ID)}`;

        expect(await told('role-assignment', principal)).toMatchObject({
            parameters: { principalId: { defaultValue: OBJECT_ID } },
        });
        expect(JSON.stringify(await told('role-assignment'))).not.toContain('defaultValue');
    });

    it('names the partner ID that was asked for', async () => {
        expect(JSON.stringify(await told('lighthouse', '?partnerId=314160'))).toContain('314160');
        expect(JSON.stringify(await told('lighthouse'))).toContain('314159');
    });

    it.each(['nothing', 'lighthouse.json', '..%2Fopenapi', 'constructor', ''])(
        'that there is not is not found: %j',
        async (name) => {
            expect(await told(name)).toMatchObject({ status: 404, code: 'not-found' });
        },
    );

    it.each([
        ['a partner ID of somebody else', '?partnerId=999999', 'partnerId'],
        ['a partner ID that is none', '?partnerId=1%27%5D', 'partnerId'],
        ['a principal of somebody else', `?principal=${OBJECT_ID}`, 'principal'],
        [
            'a principal that was swapped',
            `?principal=${vouchFor(keys, OBJECT_ID).replace('c0000000', 'bad00000')}`,
            'principal',
        ],
        ['anything else', '?title=x', 'title'],
    ])('with %s is refused', async (_what, query, field) => {
        const { code, extra } = await refused('role-assignment', query);

        expect(code).toBe('validation-failed');
        expect(extra.errors).toMatchObject([{ field }]);
    });

    it('is not available while Microsoft cannot be asked who we are at home; the other one is', async () => {
        const away = { ...deps, homePrincipal: () => Promise.reject(new AzureError('unavailable', 'no answer')) };

        expect(await told('lighthouse', '', away)).toMatchObject({ status: 503, code: 'unavailable' });
        expect(await told('role-assignment', '', away)).toMatchObject({ status: 200 });
    });
});

test('what a browser asks before the portal’s request is answered for the portal alone', async () => {
    const { status, headers, body } = await optionsOfTemplate(deps)(
        request({ method: 'OPTIONS', path: '/api/templates/lighthouse.json' }),
        { correlationId: 'c', log: { info: log, warn: log, error: log } },
    );

    expect({ status, body }).toEqual({ status: 204, body: undefined });
    expect(headers).toMatchObject({ 'access-control-allow-origin': PORTAL, 'access-control-allow-methods': 'GET' });
});

test('our principal at home is asked for once, and again after a failure', async () => {
    const answers = [new AzureError('unavailable', 'no answer'), HOME_ID];
    const asked: string[] = [];
    const azure = {
        tenant: (tenantId: string) => ({
            principalId: () => {
                asked.push(tenantId);
                const answer = answers.shift();
                return typeof answer === 'string'
                    ? Promise.resolve(answer)
                    : Promise.reject(answer ?? new Error('once more'));
            },
        }),
    } as unknown as Parameters<typeof homePrincipal>[0];
    const ask = homePrincipal(azure, 'home');

    await expect(ask()).rejects.toMatchObject({ kind: 'unavailable' });
    expect([await ask(), await ask()]).toEqual([HOME_ID, HOME_ID]);

    expect(asked).toEqual(['home', 'home']);
});
