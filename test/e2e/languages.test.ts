import { LANGUAGE_TAGS } from '../../shared/views/languages/catalogue.ts';
import { mailedInvite, readInvite } from '../support/e2e-link.ts';
import { PRODUCTION, WEB } from '../support/e2e-samples.ts';
import { CATALOGUE } from '../support/languages.ts';
import { startPeople, type People } from '../support/people.ts';
import { picture } from '../support/picture.ts';
import { whenEnded } from '../support/stack-flow.ts';
import type { Stack } from '../support/stack.ts';

const OTHERS = LANGUAGE_TAGS.filter((tag) => tag !== 'en');

/** A customer is written to and spoken to in the invite's language, from the mail to the end. */
describe('a customer who reads another language', () => {
    let people: People;
    let stack: Stack;
    beforeAll(async () => {
        people = await startPeople({ CONFIRMATION_MODE: 'signin' });
        ({ stack } = people);
    }, 120_000);
    afterAll(() => people.close(), 60_000);

    const mailTo = async (address: string) => (await stack.inbox()).find(({ to }) => to === address);

    it.each(OTHERS)(
        'gets mail and pages in %s, and says no there',
        async (tag) => {
            const adminEmail = `${tag.toLowerCase()}@contoso.example`;
            const words = CATALOGUE[tag];
            const link = await mailedInvite(stack, { subscriptionId: PRODUCTION, adminEmail, locale: tag });
            const person = await people.somebody();

            await person.page.goto(link.link);
            const wrong = await picture(person.page, `confirm-${tag}`);
            await person.press(words['buttons.decline']);
            await person.arrives(words['status.title.declined']);

            expect(wrong).toEqual([]);
            expect(await person.page.locator('html').getAttribute('lang')).toBe(tag);
            const mail = await mailTo(adminEmail);
            expect(mail?.html).toContain(`lang="${tag}"`);
            expect(mail?.text).toContain(words['request.heading.doesNot']);
            const stop = /https?:\/\/\S+\/api\/opt-out\?\S+/.exec(mail?.text ?? '')?.[0] ?? '';
            const stopped = await fetch(stop, { headers: { 'accept-language': 'en', accept: 'text/html' } });
            expect(stopped.headers.get('content-language')).toBe(tag);
            expect(Buffer.byteLength(mail?.html ?? '')).toBeLessThan(60_000);
            expect((await readInvite(stack, link.id)).status).toBe('declined');
        },
        120_000,
    );

    it('goes the whole way in it, the outcome’s mail included', async () => {
        const adminEmail = 'owner@northwind.example';
        const words = CATALOGUE.es;
        const link = await mailedInvite(stack, { subscriptionId: WEB, adminEmail, locale: 'es-MX' });
        const person = await people.somebody();

        await person.page.goto(link.link);
        await person.press(words['buttons.save']);
        await person.pick(adminEmail);
        await person.page.waitForURL('**/api/signin/callback?*');
        const wrong = await picture(person.page, 'review-es');
        await person.press(words['buttons.save']);
        await person.arrives(words['status.title.attached']);

        expect(wrong).toEqual([]);
        expect((await whenEnded(stack, link.id)).status).toBe('attached');
        const outcome = (await stack.inbox()).filter(({ to }) => to === adminEmail).at(-1);
        expect(outcome?.html).toContain('lang="es"');
    }, 180_000);

    it('is spoken to as the browser asks where the invite says nothing', async () => {
        const link = await mailedInvite(stack, { subscriptionId: PRODUCTION, adminEmail: 'none@contoso.example' });
        const asked = async (header: string) =>
            (await fetch(link.link, { headers: { 'accept-language': header, accept: 'text/html' } })).headers.get(
                'content-language',
            );

        expect(await asked('pt, en;q=0.8')).toBe('pt-BR');
        expect(await asked('xx, ja;q=0.3')).toBe('ja');
        expect(await asked('tlh')).toBe('en');
    }, 60_000);
});
