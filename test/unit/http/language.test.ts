import { AppError } from '../../../shared/domain/errors.ts';
import { languageFor } from '../../../shared/http/language.ts';
import { page } from '../../../shared/http/page.ts';
import { tellPeople } from '../../../shared/http/people.ts';
import { languageOf } from '../../../shared/views/languages/language.ts';
import { request } from './requests.ts';

const asking = (accepted?: string) =>
    request({ method: 'GET', headers: accepted === undefined ? {} : { 'accept-language': accepted } });

describe('the language of a page', () => {
    it('is the invite’s, whatever the browser asks for', async () => {
        expect((await languageFor(asking('en-US'), 'en-AU')).locale).toBe('en-AU');
    });

    it('is what the browser likes best, where the invite names none, or none that we speak', async () => {
        expect((await languageFor(asking('en-NZ;q=0.5, en-US;q=0.9'))).locale).toBe('en-US');
        expect((await languageFor(asking('en-US'), 'tlh')).locale).toBe('en-US');
    });

    it.each([['*'], ['zh-CN, zh;q=0.9'], [';;q=,,=9'], [undefined]])('is English for %j', async (accepted) => {
        expect(await languageFor(asking(accepted))).toMatchObject({ tag: 'en', locale: 'en-GB' });
    });

    it('looks at no more than the first few of a long header', async () => {
        const many = Array.from({ length: 500 }, (_, index) => `x${String(index)}y`);

        expect((await languageFor(asking([...many, 'en-US'].join(',')))).locale).toBe('en-GB');
    });
});

describe('the head of a page', () => {
    it('names the language, and what it depends on', () => {
        expect(page(200, '', languageOf('en', 'en-AU')).headers).toMatchObject({
            'content-language': 'en',
            vary: 'Accept, Accept-Language',
        });
    });

    it('does so for an error, too', async () => {
        const tell = tellPeople({ name: 'Fourth Coffee', contact: 'partners@fourthcoffee.example' });

        const answer = await tell(new AppError('cross-site', 'No.'), asking('en-US'), 'correlation-1');

        expect(answer.headers).toMatchObject({ 'content-language': 'en', vary: 'Accept, Accept-Language' });
        expect(answer.body).toContain('<html lang="en"');
    });
});
