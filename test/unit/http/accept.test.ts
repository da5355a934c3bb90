import { HttpRequest } from '@azure/functions';
import { preferred } from '../../../shared/http/accept.ts';

const given = (accept: string | undefined): string =>
    preferred(
        new HttpRequest({
            method: 'GET',
            url: 'http://localhost/api',
            headers: accept === undefined ? {} : { accept },
        }),
        ['application/json', 'text/html', 'text/csv'],
    );

describe('what a caller wants', () => {
    it.each([
        ['nothing is asked for', undefined, 'application/json'],
        ['anything will do', '*/*', 'application/json'],
        ['nothing fits', 'image/png', 'application/json'],
        ['one is named', 'text/csv', 'text/csv'],
        ['a browser asks', 'text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8', 'text/html'],
        ['two are named', 'text/csv, text/html', 'text/csv'],
        ['the second weighs more', 'text/csv;q=0.5, text/html;q=0.7', 'text/html'],
        ['one is not wanted', 'text/html;q=0, text/csv;q=0.1', 'text/csv'],
        ['it is written otherwise', ' TEXT/HTML ; charset=utf-8 ; Q=0.9', 'text/html'],
        ['the weight is none', 'text/html;q=x', 'application/json'],
    ])('is told where %s', (_what, accept, type) => {
        expect(given(accept)).toBe(type);
    });
});
