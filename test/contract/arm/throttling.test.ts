import { codeOf, startDouble, type Double } from './environment.ts';
import { contoso, PRINCIPAL, TENANT } from './sample-ids.ts';

describe('ARM throttling', () => {
    let double: Double;
    let token: string;
    let clock = Date.now();
    const advance = (ms: number) => {
        clock += ms;
    };

    beforeEach(async () => {
        clock = Date.now();
        double = await startDouble({ throttling: true, now: () => new Date(clock) });
        token = await double.userToken(contoso(TENANT), contoso(PRINCIPAL));
    });
    afterEach(async () => {
        await double.close();
        expect(double.violations()).toEqual([]);
    });

    const read = () => double.call({ path: '/subscriptions?api-version=2022-12-01', token });
    const readMany = async (count: number) => {
        const answers = await Promise.all(Array.from({ length: count }, read));
        return answers.map(({ status }) => status).sort();
    };

    it('lets 250 reads through at once and refuses the next with the seconds to wait', async () => {
        const statuses = await readMany(250);

        const refused = await read();

        expect(new Set(statuses)).toEqual(new Set([200]));
        expect(refused).toMatchObject({ status: 429, headers: { 'retry-after': '10' } });
        expect(codeOf(refused)).toBe('TenantRequestsThrottled');
    });

    it('refuses again who asks too early, with what is left to wait', async () => {
        await readMany(251);
        advance(4_000);

        const early = await read();
        advance(6_000);
        const inTime = await read();

        expect(early).toMatchObject({ status: 429, headers: { 'retry-after': '6' } });
        expect(inTime.status).toBe(200);
    });

    it('counts down in the header, refills 25 a second, and counts principals apart', async () => {
        const rate = 'x-ms-ratelimit-remaining-tenant-reads';
        await readMany(100);

        const after100 = await read();
        advance(1_000);
        const afterRefill = await read();
        const other = await double.call({
            path: '/subscriptions?api-version=2022-12-01',
            token: await double.userToken(contoso(TENANT), contoso('101')),
        });

        expect([after100, afterRefill, other].map(({ headers }) => headers[rate])).toEqual(['149', '173', '249']);
    });
});
