import type { InvocationContext } from '@azure/functions';
import { getHelp } from '../../../functions/help-get.ts';
import { headHelp } from '../../../functions/help-head.ts';
import { httpHandler } from '../../../shared/http/route.ts';
import { CATALOGUE } from '../../support/languages.ts';
import { request } from './requests.ts';

const log = () => undefined;
const context = { info: log, warn: log, error: log } as unknown as InvocationContext;
const deps = { partner: { name: 'Fourth Coffee', contact: 'ask@partner.example' } };

const get = (query = '', headers: Record<string, string> = {}) =>
    httpHandler(getHelp(deps))(request({ method: 'GET', path: `/api/help${query}`, headers }), context);
const headersOf = ({ headers }: Awaited<ReturnType<typeof get>>): Headers => new Headers(headers);
const languageAt = async (query: string, accepted = ''): Promise<string | null> =>
    headersOf(await get(query, { 'accept-language': accepted })).get('content-language');

describe('the answers for customers', () => {
    it('are in the language that is asked for, else in the browser’s, else in English', async () => {
        expect(await languageAt('?lang=ja', 'de')).toBe('ja');
        expect(await languageAt('', 'de-AT, en;q=0.5')).toBe('de');
        expect(await languageAt('?lang=%22%3E%3Cscript%3E', 'fr')).toBe('fr');
        expect(await languageAt('?lang=')).toBe('en');
    });

    it('may be kept for a few minutes by whoever passes them on, each form and language apart', async () => {
        for (const accept of ['text/html', 'application/json']) {
            const headers = headersOf(await get('', { accept }));

            expect(headers.get('cache-control')).toBe('public, max-age=300');
            expect(headers.get('vary')).toBe('Accept, Accept-Language');
        }
    });

    it('come to programs as plain text, under their anchors', async () => {
        const { body } = await get('?lang=es', { accept: 'application/json' });

        const { items } = JSON.parse(body as string) as { items: Record<string, string>[] };
        expect(items[0]).toEqual({
            id: 'benefits',
            question: CATALOGUE.es['help.benefits'],
            answer: `${CATALOGUE.es['help.benefits.gain']}\n\n${CATALOGUE.es['help.benefits.cost']}`,
        });
        expect(items.at(-1)?.answer).toContain('ask@partner.example');
        expect(items.filter(({ answer }) => /[<>]/.test(answer ?? ''))).toEqual([]);
    });

    it('take back nothing of what is asked', async () => {
        const { body } = await get('?lang=en&t=secret-1', { accept: 'text/html' });

        expect(body).not.toContain('secret-1');
    });

    it('can be asked for without being read', async () => {
        const head = await httpHandler(headHelp(deps))(request({ method: 'HEAD', path: '/api/help?lang=fr' }), context);

        expect(head).toMatchObject({ status: 200, headers: { 'content-language': 'fr' } });
        expect(head.body).toBeUndefined();
    });
});
