import { fillLink, isLinkTemplate, placeholders } from '../../../shared/domain/products/link-template.ts';

const TEMPLATE = 'https://portal.example/{tenant}/buy?for={tenant}&id={id}#/{id}';

describe('the template of a link', () => {
    it('names what has to be put in', () => {
        expect(placeholders(TEMPLATE)).toEqual(['tenant', 'tenant', 'id', 'id']);
        expect(placeholders('https://portal.example/')).toEqual([]);
    });

    it('takes each value wherever its name stands, in path, query and fragment', () => {
        expect(fillLink(TEMPLATE, { tenant: 't1', id: '7', other: 'x' })).toBe(
            'https://portal.example/t1/buy?for=t1&id=7#/7',
        );
    });

    it.each(['a/b', '../x', 'a?b=c', 'a&b=c', 'a#b', '@evil.example', 'a b', '\\', '%2e', 'ä\n', '{id}', '$&'])(
        'leads nowhere else whatever is put in: %j',
        (value) => {
            const url = new URL(fillLink('https://portal.example/x/{id}/y?q={id}&z=1#/f/{id}', { id: value }));

            expect(url.origin).toBe('https://portal.example');
            expect(url.pathname.split('/').map(decodeURIComponent)).toEqual(['', 'x', value, 'y']);
            expect([...url.searchParams]).toEqual([
                ['q', value],
                ['z', '1'],
            ]);
            expect(decodeURIComponent(url.hash)).toBe(`#/f/${value}`);
        },
    );

    it.each(['.', '..'])('is not filled with a step of a path: %s', (value) => {
        expect(() => fillLink(TEMPLATE, { tenant: value, id: '7' })).toThrow('{tenant}');
    });

    it('is not filled where a value is lacking', () => {
        expect(() => fillLink(TEMPLATE, { tenant: 't1' })).toThrow('{id}');
    });

    it.each([
        ['https://portal.example/', []],
        ['https://portal.example:8443/x', []],
        ['https://portal.example/{id}', ['id']],
        ['https://portal.example/', ['id']],
        [TEMPLATE, ['id', 'tenant']],
    ] as const)('is one with no other names than the known: %s', (template, names) => {
        expect(isLinkTemplate(template, names)).toBe(true);
    });

    it.each([
        ['a name that is not known', 'https://portal.example/{id}/{other}'],
        ['a name as the host', 'https://{id}/x'],
        ['a name in the host', 'https://{id}.portal.example/x'],
        ['a name as the port', 'https://portal.example:{id}/x'],
        ['a name as the user', 'https://{id}@portal.example/x'],
        ['a user', 'https://user@portal.example/{id}'],
        ['a password', 'https://user:secret@portal.example/{id}'],
        ['plain HTTP', 'http://portal.example/{id}'],
        ['a script', 'javascript:alert({id})'],
        ['a name as the scheme', '{id}://portal.example/'],
        ['an open brace', 'https://portal.example/{id'],
        ['a closed brace', 'https://portal.example/id}'],
        ['a name that is none', 'https://portal.example/{i d}'],
        ['nothing in braces', 'https://portal.example/{}'],
        ['a space', 'https://portal.example/a b'],
        ['no host', '/x/{id}'],
    ])('is none with %s', (_, template) => {
        expect(isLinkTemplate(template, ['id'])).toBe(false);
    });
});
